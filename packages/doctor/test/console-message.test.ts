import { createBrowser, engineNames, type Transport } from "@corsage/browser";
import { describe, expect, test } from "vitest";
import { readConsoleMessage } from "../src/console-message.ts";

const api = "https://api.example.com/orders";
const origin = "https://app.example.com";
const pre = `Access to fetch at '${api}' from origin '${origin}' has been blocked by CORS policy: `;
const blocked = `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${api}. `;

describe("readConsoleMessage", () => {
  test.each([
    {
      title: "Chromium: no ACAO",
      line: `${pre}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
      cause: "acao-missing",
      preflight: false,
    },
    {
      title: "Chromium: no ACAO on the preflight",
      line: `${pre}Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
      cause: "acao-missing",
      preflight: true,
    },
    {
      title: "Chromium: method",
      line: `${pre}Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`,
      cause: "method-not-allowed",
      preflight: true,
      subject: "PUT",
    },
    {
      title: "Chromium: lower-case patch",
      line: `${pre}Method patch is not allowed by Access-Control-Allow-Methods in preflight response.`,
      cause: "method-case",
      preflight: true,
      subject: "patch",
    },
    {
      title: "Chromium: header",
      line: `${pre}Request header field x-token is not allowed by Access-Control-Allow-Headers in preflight response.`,
      cause: "header-not-allowed",
      preflight: true,
      subject: "x-token",
    },
    {
      title: "Chromium, years ago: status",
      line: `XMLHttpRequest cannot load ${api}. Response for preflight has invalid HTTP status code 405`,
      cause: "preflight-404-405",
      preflight: true,
      status: 405,
      origin: undefined,
    },
    {
      title: "Chromium, years ago: wildcard",
      line: `XMLHttpRequest cannot load ${api}. A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true. Origin '${origin}' is therefore not allowed access.`,
      cause: "wildcard-with-credentials",
      preflight: false,
    },
    {
      title: "Chromium: Local Network Access",
      line: `${pre}Permission was denied for this request to access the \`loopback\` address space.`,
      cause: "local-network",
      preflight: undefined,
      subject: "loopback",
    },
    {
      title: "Chromium: nothing answered",
      line: "GET https://api.example.com/orders net::ERR_CONNECTION_REFUSED",
      cause: "network",
      preflight: undefined,
      subject: "ERR_CONNECTION_REFUSED",
      url: undefined,
      origin: undefined,
    },
    {
      title: "Firefox: missing, behind an error",
      line: `${blocked}(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 500.`,
      cause: "error-response-without-cors",
      preflight: undefined,
      status: 500,
      origin: undefined,
    },
    {
      title: "Firefox, years ago: straight quotes",
      line: `${blocked}(Reason: CORS header 'Access-Control-Allow-Origin' missing).`,
      cause: "acao-missing",
      preflight: undefined,
      origin: undefined,
    },
    {
      title: "Firefox: no answer, worded as CORS",
      line: `${blocked}(Reason: CORS request did not succeed). Status code: (null).`,
      cause: "network",
      preflight: undefined,
      origin: undefined,
    },
    {
      title: "Safari: not allowed",
      line: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
      cause: "acao-missing",
      preflight: undefined,
      status: 200,
      url: undefined,
    },
    {
      title: "Safari: preflight behind a login",
      line: "Preflight response is not successful. Status code: 401",
      cause: "preflight-not-ok-auth",
      preflight: true,
      status: 401,
      url: undefined,
      origin: undefined,
    },
  ])("$title", ({ title, line, ...expected }) => {
    expect({ title, ...readConsoleMessage(line) }).toMatchObject({
      title,
      url: api,
      origin,
      ...expected,
    });
  });

  test.each(["TypeError: undefined is not a function", "", "CORS"])("%j is nobody's", (line) => {
    expect(readConsoleMessage(line)).toBeUndefined();
  });
});

describe("what the engines print for one broken server is read as the same cause", () => {
  const answers: readonly { title: string; cause: string; transport: Transport }[] = [
    {
      title: "no CORS at all",
      cause: "acao-missing",
      transport: () => ({ status: 200, headers: [] }),
    },
    {
      title: "two origins",
      cause: "acao-multiple",
      transport: () => ({
        status: 200,
        headers: [
          ["Access-Control-Allow-Origin", origin],
          ["Access-Control-Allow-Origin", origin],
        ],
      }),
    },
    {
      title: "a method that is not listed",
      cause: "method-not-allowed",
      transport: ({ method }) => ({
        status: method === "OPTIONS" ? 204 : 200,
        headers: [["Access-Control-Allow-Origin", origin]],
      }),
    },
    {
      title: "a redirected preflight",
      cause: "preflight-redirect",
      transport: () => ({
        status: 301,
        headers: [
          ["Access-Control-Allow-Origin", origin],
          ["Location", "/orders/"],
        ],
      }),
    },
  ];
  describe.each(answers)("$title", ({ cause, transport }) => {
    test.each(engineNames)("%s", async (engine) => {
      const method = cause.startsWith("acao-") ? "GET" : "PUT";
      const { failure } = await createBrowser({ origin, transport, engine }).walk(api, { method });
      const lines = failure?.engines[engine].console ?? [];
      const causes = lines.map((line) => readConsoleMessage(line)?.cause);
      expect(causes).toContain(cause);
    });
  });
});
