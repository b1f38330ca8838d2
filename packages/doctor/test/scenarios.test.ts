import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nginxRows } from "./nginx-rows.ts";
import { peers } from "./peers.ts";
import { rows } from "./planted-faults.ts";
import { startServer } from "./planted-server.ts";
import { runCorsage } from "./run-corsage.ts";
import { scanRows } from "./scan-rows.ts";

/** What developers meet, ranked by how often. */
const { scenarios }: { scenarios: readonly { id: string; title: string }[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, "data/scenarios.json"), "utf8"),
);

/** Every server that the tests of `check` and `scan` start, and what it is found to be. */
const servers: ReadonlyMap<string, readonly string[]> = new Map([
  ...rows.map(({ title, codes }) => [`planted: ${title}`, codes] as const),
  ...nginxRows.map(({ title, codes }) => [`nginx: ${title}`, codes] as const),
  ...peers.map(({ title, codes }) => [title, codes] as const),
  ...scanRows.map(
    ({ title, found }) =>
      [`scan: ${title}`, found.map((line) => line.slice(0, line.indexOf(" ")))] as const,
  ),
]);

/** No answer arrives, so there is no server to show it: what `check` says then is tested below. */
const SHOWN_BY_NO_SERVER = ["not-cors-at-all"];

/** Which servers show a scenario under its own name. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  "acao-missing": [
    "planted: no CORS at all",
    "nginx: no header at all",
    "Express 4, nothing at all",
  ],
  "preflight-not-ok-auth": [
    "planted: a preflight behind a login",
    "nginx: the preflight is asked to log in",
    "Express 5, a login ahead of cors()",
    "Fastify, a login ahead of @fastify/cors",
  ],
  "preflight-404-405": ["planted: nobody answers OPTIONS", "nginx: OPTIONS is answered with 405"],
  "wildcard-with-credentials": [
    "planted: * beside credentials",
    "Express 5, cors({ credentials: true })",
  ],
  "acao-multiple": [
    "planted: two layers",
    "nginx: the application behind the proxy sets the header, too",
    "Express 5, cors() twice, once by hand",
  ],
  "error-response-without-cors": [
    "planted: an error behind CORS",
    "nginx: add_header without always: errors have none",
  ],
  "header-not-allowed": [
    "planted: method and header at once",
    "Express 5, cors({ allowedHeaders }) without the header",
  ],
  "origin-mismatch": [
    "planted: another origin",
    "Express 5, cors({ origin }) with a slash at the end",
  ],
  "preflight-redirect": ["planted: a redirected preflight"],
  "method-not-allowed": [
    "planted: the method is not listed",
    "Fastify, the methods that @fastify/cors lists",
    "Nest on Fastify, the methods that enableCors() lists there",
  ],
  "acac-missing": [
    "planted: credentials are not allowed",
    "Express 5, cors({ origin: list }) without credentials",
  ],
  "preflight-only-headers": [
    "planted: only the preflight is answered with CORS headers",
    "nginx: the headers stand in the if of the preflight alone",
  ],
  "route-cors-no-options": [
    "planted: OPTIONS gets the framework's default answer",
    "Express 4, cors() on the route alone",
    "Express 5, cors() on the route alone",
  ],
  "origin-reflected-with-credentials": [
    "planted: every origin reflected, with credentials",
    "nginx: whatever origin asks is reflected, with credentials",
    "Nest on Express, enableCors({ origin: true, credentials: true })",
  ],
  "origin-pattern-bypass": [
    "scan: whoever starts like the listed one",
    "scan: whoever ends like the listed one",
    "scan: a dot that stands for any character",
  ],
  "null-origin-allowed": ["planted: null let in", "scan: null"],
  "vary-missing": ["planted: no Vary", "nginx: a map without Vary"],
  "redirect-drops-origin": ["planted: a redirect to another origin"],
  "expose-headers-missing": ["planted: a header that is not exposed"],
  "acah-star-authorization": ["planted: * for authorization"],
  "wildcards-literal-with-credentials": ["planted: * in the lists beside credentials"],
  "method-case": ["planted: a method in lower case", "planted: a list in lower case"],
  "invalid-token": ["planted: a list that cannot be read"],
  "add-header-inheritance": [
    "nginx: an add_header in the location drops the inherited ones",
    "nginx: an add_header in the preflight's if drops the inherited ones",
  ],
  "cookie-not-sent": ["planted: a cookie that stays at home"],
  "max-age-misjudged": [
    "planted: a max age beyond all engines",
    "nginx: 20 days of max age, as ingress-nginx has it",
  ],
};

describe("every scenario is shown by real servers, under its own name", () => {
  test("none is left out, and none is made up", () => {
    const told = [...Object.keys(SHOWN_BY), ...SHOWN_BY_NO_SERVER].toSorted();
    expect(told).toEqual(scenarios.map(({ id }) => id).toSorted());
  });

  test.each(Object.entries(SHOWN_BY))("%s", (id, titles) => {
    for (const title of titles)
      expect([title, servers.get(title)]).toEqual([title, expect.arrayContaining([id])]);
  });
});

describe("not-cors-at-all: no answer, and check says so in place of a CORS finding", () => {
  const check = async (url: string): Promise<{ code: number; err: string }> => {
    const { code, out, err } = await runCorsage(["check", url, "-o", "https://app.example.com"]);
    expect(out).toBe("");
    return { code, err };
  };

  test("the server is down", async () => {
    const { url, close } = await startServer((_, response) => void response.end());
    await close();
    const { code, err } = await check(url);
    expect(code).toBe(3);
    expect(err).toMatch(/^corsage: \S+ does not answer: the connection is refused; [^\n]*\n$/);
  });

  test("it closes the connection", async () => {
    const { url, close } = await startServer((request) => void request.socket.destroy());
    const { code, err } = await check(url);
    await close();
    expect(code).toBe(3);
    expect(err).toMatch(/^corsage: \S+ does not answer: it closed the connection; [^\n]*\n$/);
  });

  test("it speaks no TLS", async () => {
    const { url, close } = await startServer((_, response) => void response.end());
    const { code, err } = await check(url.replace("http:", "https:"));
    await close();
    expect(code).toBe(3);
    expect(err).toMatch(/^corsage: \S+ does not answer: it does not speak TLS; [^\n]*\n$/);
  });
});
