import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { explain } from "../src/explain.ts";
import { STACKS } from "../src/stack.ts";

const api = "https://api.example.com/orders";
const app = "https://app.example.com";
const chromium = (reason: string, url = api): string =>
  `Access to fetch at '${url}' from origin '${app}' has been blocked by CORS policy: ${reason}`;
const firefox = (reason: string): string =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${api}. (Reason: ${reason}).`;
const missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";

const codesOf = (text: string): readonly string[] =>
  explain(text, undefined).findings.map(({ code }) => code);

describe("several lines at once", () => {
  test.each([
    {
      title: "Chromium: the network line below adds nothing",
      text: `${chromium(missing)}\napp.js:3 GET ${api} net::ERR_FAILED 200 (OK)`,
      codes: ["acao-missing"],
    },
    {
      title: "Firefox: the second line adds nothing",
      text: `${firefox("Did not find method in CORS header ‘Access-Control-Allow-Methods’")}\n${firefox("CORS request did not succeed")}`,
      codes: ["method-not-allowed"],
    },
    {
      title: "WebKit: the first line adds nothing",
      text: `Fetch API cannot load ${api} due to access control checks.\nFailed to load resource: Method PUT is not allowed by Access-Control-Allow-Methods.`,
      codes: ["method-not-allowed"],
    },
    {
      title: "two faults of two requests",
      text: `${chromium(missing)}\n${chromium("Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.")}`,
      codes: ["acao-missing", "method-not-allowed"],
    },
    {
      title: "the same again and again, among other output",
      text: `[vite] connected.\n${chromium(missing)}\n${chromium(missing)}\nUncaught (in promise) TypeError: Failed to fetch`,
      codes: ["acao-missing"],
    },
    { title: "what no browser prints", text: "ReferenceError: cors is not defined", codes: [] },
  ])("$title", ({ text, codes }) => expect(codesOf(text)).toEqual(codes));
});

describe("what only looks like CORS", () => {
  test.each([
    { line: "TypeError: Failed to fetch", code: "reason-elsewhere" },
    { line: "Uncaught (in promise) TypeError: Failed to fetch", code: "reason-elsewhere" },
    {
      line: "TypeError: NetworkError when attempting to fetch resource.",
      code: "reason-elsewhere",
    },
    { line: "TypeError: Load failed", code: "reason-elsewhere" },
    { line: "AxiosError: Network Error", code: "reason-elsewhere" },
    {
      line: `XMLHttpRequest cannot load ${api} due to access control checks.`,
      code: "reason-elsewhere",
    },
    { line: `GET ${api} net::ERR_BLOCKED_BY_CLIENT`, code: "network" },
    { line: `GET ${api} net::ERR_CERT_AUTHORITY_INVALID`, code: "network" },
    {
      line: `GET ${api} net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin 200 (OK)`,
      code: "resource-policy",
    },
    { line: `GET ${api} net::ERR_BLOCKED_BY_ORB`, code: "resource-policy" },
    {
      line: `The resource at “${api}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof).`,
      code: "resource-policy",
    },
    {
      line: `A resource is blocked by OpaqueResponseBlocking, please check browser console for details. The resource at “${api}” was blocked by OpaqueResponseBlocking.`,
      code: "resource-policy",
    },
    {
      line: `Refused to connect to '${api}' because it violates the following Content Security Policy directive: "connect-src 'self'".`,
      code: "content-security-policy",
    },
    {
      line: `Connecting to '${api}' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
      code: "content-security-policy",
    },
    {
      line: `Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at ${api} because it violates the following directive: “connect-src 'self'”`,
      code: "content-security-policy",
    },
    {
      line: `Refused to connect to ${api} because it does not appear in the connect-src directive of the Content Security Policy.`,
      code: "content-security-policy",
    },
    {
      line: `Mixed Content: The page at '${app}' was loaded over HTTPS, but requested an insecure resource '${api}'. This request has been blocked; the content must be served over HTTPS.`,
      code: "mixed-content",
    },
    { line: `Blocked loading mixed active content “${api}”`, code: "mixed-content" },
    {
      line: `[blocked] The page at ${app}/ requested insecure content from ${api}. This content was blocked and must be served over HTTPS.`,
      code: "mixed-content",
    },
    {
      line: `Cancelled load to ${api} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
      code: "resource-policy",
    },
    { line: "Not allowed to load local resource: file:///data.json", code: "unsupported-scheme" },
    {
      line: chromium(
        "Permission was denied for this request to access the `loopback` address space.",
      ),
      code: "local-network",
    },
  ])("$line", ({ line, code }) => {
    const { findings } = explain(line, undefined);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.where).toMatch(/not CORS|does not say why|Only http/);
    expect(findings[0]?.fix).not.toContain("allowedHeaders");
  });

  test("a blocker's, a certificate's and a name's failure each get their own advice", () => {
    const fixOf = (code: string) => explain(`GET ${api} net::${code}`, undefined).findings[0]?.fix;
    const fixes = [
      "ERR_BLOCKED_BY_CLIENT",
      "ERR_CERT_DATE_INVALID",
      "ERR_NAME_NOT_RESOLVED",
      "ERR_CONNECTION_REFUSED",
      "ERR_TOO_MANY_REDIRECTS",
      "ERR_ADDRESS_UNREACHABLE",
    ].map(fixOf);
    expect(new Set(fixes).size).toBe(6);
  });
});

describe("older wordings", () => {
  test.each([
    {
      line: `Redirect from '${api}' to 'https://login.example.com/' has been blocked by CORS policy: ${missing} Origin '${app}' is therefore not allowed access.`,
      code: "redirect-drops-origin",
    },
    {
      line: `XMLHttpRequest cannot load ${api}. ${missing} Origin '${app}' is therefore not allowed access. The response had HTTP status code 500.`,
      code: "error-response-without-cors",
    },
    {
      line: `XMLHttpRequest cannot load ${api}. Origin ${app} is not allowed by Access-Control-Allow-Origin.`,
      code: "acao-missing",
    },
    {
      line: `Failed to load ${api}: Response for preflight has invalid HTTP status code 404.`,
      code: "preflight-404-405",
    },
    {
      line: `Failed to load ${api}: The 'Access-Control-Allow-Origin' header has a value '${app}/' that is not equal to the supplied origin. Origin '${app}' is therefore not allowed access.`,
      code: "origin-mismatch",
    },
    {
      line: firefox(
        "missing token ‘x-tenant’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel",
      ),
      code: "header-not-allowed",
    },
    { line: firefox("CORS preflight channel did not succeed"), code: "preflight-not-ok-auth" },
  ])("$line", ({ line, code }) => expect(codesOf(line)).toEqual([code]));
});

describe("the check to run next", () => {
  const nextOf = (text: string): readonly string[] | undefined =>
    explain(text, undefined).details.find(({ title }) => title === "check next")?.lines;

  test.each([
    {
      title: "all that the line says",
      text: chromium(missing),
      next: [`corsage check ${api} --origin ${app}`],
    },
    {
      title: "the method",
      text: chromium(
        "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.",
      ),
      next: [`corsage check ${api} --origin ${app} -X PUT`],
    },
    {
      title: "the header",
      text: chromium(
        "Request header field x-tenant is not allowed by Access-Control-Allow-Headers in preflight response.",
      ),
      next: [`corsage check ${api} --origin ${app} -H 'x-tenant: x'`],
    },
    {
      title: "credentials",
      text: chromium(
        "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
      ),
      next: [`corsage check ${api} --origin ${app} --credentials`],
    },
    {
      title: "gaps for what it does not say",
      text: "Preflight response is not successful. Status code: 401",
      next: ["corsage check <url> --origin '<origin of the page>' -X <method>".replaceAll("'", "")],
    },
    {
      title: "nothing where the server has no say",
      text: "TypeError: Failed to fetch",
      next: undefined,
    },
  ])("$title", ({ text, next }) => expect(nextOf(text)).toEqual(next));

  test("a shell reads nothing into a URL", () => {
    const url = "https://api.example.com/?a=$(id)&b=`id`;id";
    const [line = ""] = nextOf(chromium(missing, url)) ?? [];
    const words = execFileSync("sh", ["-c", line.replace("corsage check", "printf '%s\\n'")], {
      encoding: "utf8",
    });
    expect(words).toBe(`${url}\n--origin\n${app}\n`);
  });
});

describe("the fix", () => {
  test.each(STACKS)("is written for %s", (stack) => {
    const { findings } = explain(
      chromium(
        "Request header field x-tenant is not allowed by Access-Control-Allow-Headers in preflight response.",
      ),
      stack,
    );
    expect(findings[0]?.fix).toContain("x-tenant");
    expect(findings[0]?.fix).toContain(app);
  });
});
