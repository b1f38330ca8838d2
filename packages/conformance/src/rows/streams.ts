import { about, type App, type Reply, type RowGroup } from "../row.ts";

/** Answers that flow, and answers that never pass the framework's own path. */
export const streams: RowGroup = ({ app, other }) => {
  /** The ways of answering that bypass what a framework would still have changed. */
  const ways = ["stream", "raw-object", "raw-array", "raw-implicit", "sse"] as const;

  const sentences: Readonly<Record<(typeof ways)[number], string>> = {
    stream: "a stream",
    "raw-object": "an answer written past the framework",
    "raw-array": "an answer written past the framework with a list of headers",
    "raw-implicit": "an answer written past the framework without writeHead",
    sse: "a stream of server-sent events",
  };

  const routes = [
    ...ways.map((as) => ({ url: `/${as}`, reply: { as } satisfies Reply })),
    ...ways.map((as) => ({
      url: `/${as}/own`,
      reply: {
        as,
        headers: {
          vary: "Accept-Encoding",
          "access-control-allow-origin": "https://wrong.example",
          "access-control-allow-credentials": "true",
          "x-total": "3",
        },
      } satisfies Reply,
    })),
    { url: "/raw-object/404", reply: { as: "raw-object", status: 404 } },
    { url: "/broken", reply: { as: "broken-stream" } },
    { url: "/raw-object", method: "POST", reply: { as: "raw-object", status: 201 } },
  ] as const;

  const listed: App = {
    cors: { origin: app, methods: ["GET", "POST"], exposedHeaders: ["x-total"] },
    routes,
  };

  const everybody: App = { cors: { origin: "*", methods: ["GET", "POST"] }, routes };

  const allowed = {
    decision: "actual allowed",
    sends: { origin: app, exposed: "x-total", vary: "Origin" },
  } as const;

  return [
    ...about(listed, [
      ...ways.flatMap((as) => [
        {
          title: `a listed origin reads ${sentences[as]}`,
          request: { origin: app, path: `/${as}` },
          ...allowed,
          page: { reads: 200 },
        },
        {
          title: `an unlisted origin does not read ${sentences[as]}`,
          request: { origin: other, path: `/${as}` },
          decision: "actual origin-not-allowed" as const,
          sends: { vary: "Origin" },
          page: { blocked: "acao-missing" as const },
        },
        {
          title: `${sentences[as]} varies without Origin`,
          request: { path: `/${as}` },
          decision: "no-origin no-origin" as const,
          sends: { vary: "Origin" },
        },
        {
          title: `${sentences[as]} keeps its own Vary and loses its own CORS headers`,
          request: { origin: app, path: `/${as}/own` },
          decision: "actual allowed" as const,
          sends: { origin: app, exposed: "x-total", vary: "Accept-Encoding, Origin" },
          page: { reads: 200, exposes: ["x-total"] },
        },
        {
          title: `${sentences[as]} loses its own CORS headers where nothing is granted`,
          request: { origin: other, path: `/${as}/own` },
          decision: "actual origin-not-allowed" as const,
          sends: { vary: "Accept-Encoding, Origin" },
          page: { blocked: "acao-missing" as const },
        },
      ]),
      {
        title: "an error written past the framework is read",
        request: { origin: app, path: "/raw-object/404" },
        ...allowed,
        status: 404,
        page: { reads: 404 },
      },
      {
        title: "a stream that fails has sent its headers",
        request: { origin: app, path: "/broken" },
        ...allowed,
      },
      {
        title: "a POST answered past the framework is read",
        request: {
          method: "POST",
          origin: app,
          path: "/raw-object",
          headers: { "content-type": "text/plain" },
          body: "x",
        },
        ...allowed,
        status: 201,
        page: { reads: 201 },
      },
    ]),
    ...about(
      everybody,
      ways.map((as) => ({
        title: `everybody reads ${sentences[as]} that is public`,
        request: { origin: other, path: `/${as}` },
        decision: "actual allowed",
        sends: { origin: "*" },
        page: { reads: 200 },
      })),
    ),
  ];
};
