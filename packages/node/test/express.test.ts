import { ask, type Asked, withServer } from "@corsage/wire";
import express, { type ErrorRequestHandler } from "express";
import express4 from "express4";
import { describe, expect, test } from "vitest";
import { cors, CorsRefusal } from "../src/index.ts";

const APP = "https://app.example.com";
const EVIL = "https://evil.example.net";
const READ = { "access-control-allow-origin": APP, vary: "Origin" };
const JSON_BODY = { "content-type": "application/json" };

const EXPRESSES = [
  { name: "Express 4", create: express4 },
  { name: "Express 5", create: express },
];

describe.each(EXPRESSES)("$name", ({ create }) => {
  function build(onError?: ErrorRequestHandler): express.Express {
    const app = create();
    app.set("env", "test"); // the default error handler then logs nothing
    app.use(cors({ origin: [APP] }));
    app.use(create.json({ limit: 20 }));
    app.get("/throws", () => {
      throw new Error("boom");
    });
    app.get("/redirect", (_, response) => response.redirect("/elsewhere"));
    app.get("/not-modified", (_, response) => void response.status(304).end());
    app.get("/vary", (_, response) => void response.vary("Accept-Language").send("hallo"));
    app.post("/orders", (_, response) => void response.status(201).send("created"));
    if (onError !== undefined) app.use(onError);
    return app;
  }

  const rows: readonly { title: string; asked: Asked; status: number; vary?: string }[] = [
    { title: "a handler that throws", asked: { path: "/throws" }, status: 500 },
    { title: "a path nobody routed", asked: { path: "/nowhere" }, status: 404 },
    {
      title: "a redirect, for which Express varies by Accept,",
      asked: { path: "/redirect" },
      status: 302,
      vary: "Accept, Origin",
    },
    { title: "304", asked: { path: "/not-modified" }, status: 304 },
    {
      title: "a Vary of the handler is kept",
      asked: { path: "/vary" },
      status: 200,
      vary: "Accept-Language, Origin",
    },
    {
      title: "400 from the body parser",
      asked: { method: "POST", path: "/orders", headers: JSON_BODY, body: "{" },
      status: 400,
    },
    {
      title: "413 from the body parser",
      asked: {
        method: "POST",
        path: "/orders",
        headers: JSON_BODY,
        body: JSON.stringify({ text: "much too long" }),
      },
      status: 413,
    },
    {
      title: "a malformed URL, which matches no route,",
      asked: { path: "/%E0%A4%A" },
      status: 404,
    },
  ];

  test.each(rows)("$title carries the headers", async ({ asked, status, vary = "Origin" }) => {
    const headers = { ...asked.headers, origin: APP };
    const answer = await withServer(build(), (port) => ask(port, { ...asked, headers }));
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status,
      cors: { ...READ, vary },
    });
  });

  test("a refusal goes to the application's error handler, with what it needs to render it", async () => {
    const seen: unknown[] = [];
    const app = build((error, _request, response, _next) => {
      seen.push(error);
      if (!(error instanceof CorsRefusal)) throw error;
      response.status(error.statusCode).json({ problem: error.message });
    });
    const answer = await withServer(app, (port) =>
      ask(port, { method: "POST", path: "/orders", headers: { origin: EVIL } }),
    );
    expect(seen[0]).toMatchObject({ statusCode: 403, code: "CORS_REFUSED", expose: true });
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status: 403,
      cors: { vary: "Origin" },
    });
    expect(JSON.parse(answer.body)).toStrictEqual({
      problem: `"${EVIL}" is not allowed; the request is answered with 403 before it runs. To let its pages read, add it to \`origin\`; only to let it send, to \`acceptFrom\`; if it is this application behind a proxy, to \`selfOrigins\`.`,
    });
  });

  test("without an error handler, Express renders it", async () => {
    const answer = await withServer(build(), (port) =>
      ask(port, { method: "POST", path: "/orders", headers: { origin: EVIL } }),
    );
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status: 403,
      cors: { vary: "Origin" },
    });
    expect(answer.body).toContain("is not allowed; the request is answered with 403");
  });

  test.each([
    { title: "a trusted proxy's host is the application's own", trust: true, status: 201 },
    { title: "a host that nobody vouches for is not", trust: false, status: 403 },
  ])("$title", async ({ trust, status }) => {
    const app = build();
    app.set("trust proxy", trust);
    const answer = await withServer(app, (port) =>
      ask(port, {
        method: "POST",
        path: "/orders",
        headers: {
          origin: "https://shop.example.com:8443",
          "x-forwarded-host": "shop.example.com:8443, inner.example",
        },
      }),
    );
    expect(answer.status).toBe(status);
  });
});
