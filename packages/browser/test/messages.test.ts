import { describe, expect, test } from "vitest";
import { chromiumReport } from "../src/chromium-messages.ts";
import type { ConsoleFacts } from "../src/console-facts.ts";
import type { Fault } from "../src/failure.ts";
import { firefoxReport } from "../src/firefox-messages.ts";
import { webkitNames, webkitReport } from "../src/webkit-messages.ts";

const url = "https://api.example.com/orders?page=2";
const origin = "https://app.example.com";
const facts = (fault: Fault, more: Partial<ConsoleFacts> = {}): ConsoleFacts => ({
  fault,
  url,
  redirectedFrom: undefined,
  pageOrigin: origin,
  pageUrl: `${origin}/`,
  requestOrigin: origin,
  initiator: "fetch",
  redirectMode: "follow",
  location: undefined,
  ...more,
});
const chromium = (text: string): string =>
  `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: ${text}`;
const checked = (text: string): string =>
  chromium(`Response to preflight request doesn't pass access control check: ${text}`);
const firefox = (reason: string, after = ""): string =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${after}`;

interface Row {
  readonly fault: Fault;
  readonly code: string;
  readonly chromium: string;
  readonly key: string;
  readonly firefox: string;
  readonly webkit: string;
}
const hint = " Have the server send the header with a valid value.";

const rows: readonly Row[] = [
  {
    fault: { id: "acao-missing", stage: "actual", value: undefined, status: 401 },
    code: "MissingAllowOriginHeader",
    chromium: chromium(
      "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    ),
    key: "CORSMissingAllowOrigin2",
    firefox: firefox("CORS header ‘Access-Control-Allow-Origin’ missing", " Status code: 401."),
    webkit: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 401`,
  },
  {
    fault: { id: "acao-missing", stage: "preflight", value: undefined, status: 204 },
    code: "PreflightMissingAllowOriginHeader",
    chromium: checked(
      "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    ),
    key: "CORSMissingAllowOrigin2",
    firefox: firefox("CORS header ‘Access-Control-Allow-Origin’ missing", " Status code: 204."),
    webkit: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 204`,
  },
  {
    fault: { id: "acao-invalid", stage: "actual", value: "app", status: 200 },
    code: "InvalidAllowOriginValue",
    chromium: chromium(
      `The 'Access-Control-Allow-Origin' header contains the invalid value 'app'.${hint}`,
    ),
    key: "CORSAllowOriginNotMatchingOrigin",
    firefox: firefox("CORS header ‘Access-Control-Allow-Origin’ does not match ‘app’"),
    webkit: `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 200`,
  },
  {
    fault: { id: "acao-list", stage: "actual", value: "a, b", status: 200 },
    code: "MultipleAllowOriginValues",
    chromium: chromium(
      `The 'Access-Control-Allow-Origin' header contains multiple values 'a, b', but only one is allowed.${hint}`,
    ),
    key: "CORSAllowOriginNotMatchingOrigin",
    firefox: firefox("CORS header ‘Access-Control-Allow-Origin’ does not match ‘a, b’"),
    webkit: "Access-Control-Allow-Origin cannot contain more than one origin.",
  },
  {
    fault: { id: "acao-duplicate", stage: "preflight", value: "*, *", status: 200 },
    code: "PreflightMultipleAllowOriginValues",
    chromium: checked(
      `The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.${hint}`,
    ),
    key: "CORSMultipleAllowOriginNotAllowed",
    firefox: firefox("Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed"),
    webkit: "Access-Control-Allow-Origin cannot contain more than one origin.",
  },
  {
    fault: { id: "credentials-not-true", stage: "actual", value: undefined, status: 200 },
    code: "InvalidAllowCredentials",
    chromium: chromium(
      "The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.",
    ),
    key: "CORSMissingAllowCredentials",
    firefox: firefox("expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’"),
    webkit: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  },
  {
    fault: { id: "preflight-status", stage: "preflight", value: "404", status: 404 },
    code: "PreflightInvalidStatus",
    chromium: checked("It does not have HTTP ok status."),
    key: "CORSPreflightDidNotSucceed3",
    firefox: firefox("CORS preflight response did not succeed", " Status code: 404."),
    webkit: "Preflight response is not successful. Status code: 404",
  },
  {
    fault: {
      id: "methods-syntax",
      stage: "preflight",
      value: "GET, P UT",
      part: "P UT",
      status: 204,
    },
    code: "InvalidAllowMethodsPreflightResponse",
    chromium: chromium(
      "Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
    ),
    key: "CORSInvalidAllowMethod",
    firefox: firefox("invalid token ‘P UT’ in CORS header ‘Access-Control-Allow-Methods’"),
    webkit: "Header Access-Control-Allow-Methods has an invalid value: GET, P UT",
  },
  {
    fault: { id: "headers-syntax", stage: "preflight", value: '"x"', part: '"x"', status: 204 },
    code: "InvalidAllowHeadersPreflightResponse",
    chromium: chromium(
      "Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
    ),
    key: "CORSInvalidAllowHeader",
    firefox: firefox('invalid token ‘"x"’ in CORS header ‘Access-Control-Allow-Headers’'),
    webkit: 'Header Access-Control-Allow-Headers has an invalid value: "x"',
  },
  {
    fault: { id: "method-not-listed", stage: "preflight", value: "PUT", status: 204 },
    code: "MethodDisallowedByPreflightResponse",
    chromium: chromium(
      "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.",
    ),
    key: "CORSMethodNotFound",
    firefox: firefox("Did not find method in CORS header ‘Access-Control-Allow-Methods’"),
    webkit: "Method PUT is not allowed by Access-Control-Allow-Methods.",
  },
  {
    fault: { id: "header-not-listed", stage: "preflight", value: "x-a", status: 204 },
    code: "HeaderDisallowedByPreflightResponse",
    chromium: chromium(
      "Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response.",
    ),
    key: "CORSMissingAllowHeaderFromPreflight2",
    firefox: firefox(
      "header ‘x-a’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response",
    ),
    webkit: "Request header field x-a is not allowed by Access-Control-Allow-Headers.",
  },
];

describe.each(rows)("$fault.id at the $fault.stage", (row) => {
  const given = facts(row.fault);
  const twice = row.fault.stage === "preflight";

  test("Chromium", () => {
    expect(chromiumReport(given)).toEqual({
      code: row.code,
      console: [row.chromium, "Failed to load resource: net::ERR_FAILED"],
      thrown: "Failed to fetch",
    });
  });

  test("Firefox, which tells a failed preflight twice", () => {
    const again = firefox("CORS request did not succeed", " Status code: (null).");
    expect(firefoxReport(given)).toEqual({
      code: row.key,
      console: twice ? [row.firefox, again] : [row.firefox],
      thrown: "NetworkError when attempting to fetch resource.",
    });
  });

  test("WebKit", () => {
    expect(webkitReport(given)).toEqual({
      code: undefined,
      console: [
        `Fetch API cannot load ${url} due to access control checks.`,
        `Failed to load resource: ${row.webkit}`,
      ],
      thrown: "Load failed",
    });
  });
});

describe("what changes the words", () => {
  const mismatch: Fault = {
    id: "acao-mismatch",
    stage: "actual",
    value: "https://b.example",
    status: 200,
  };
  const wildcard: Fault = { id: "credentials-wildcard", stage: "actual", value: "*", status: 200 };

  test("Chromium names where a redirect came from", () => {
    const { console: lines } = chromiumReport(
      facts(mismatch, { redirectedFrom: "https://a.example/" }),
    );
    expect(lines[0]).toContain(`at '${url}' (redirected from 'https://a.example/') from origin`);
  });

  test("Chromium's advice belongs to the API that can follow it", () => {
    const line = (fault: Fault, initiator: "fetch" | "xhr"): string =>
      chromiumReport(facts(fault, { initiator })).console[0] ?? "";
    expect(line(mismatch, "fetch")).toMatch(
      / Have the server send the header with a valid value\.$/,
    );
    expect(line(mismatch, "xhr")).toMatch(/not equal to the supplied origin\.$/);
    expect(line(wildcard, "fetch")).toMatch(/credentials mode is 'include'\.$/);
    expect(line(wildcard, "xhr")).toMatch(/controlled by the withCredentials attribute\.$/);
    expect(line(wildcard, "xhr")).toMatch(/^Access to XMLHttpRequest at /);
  });

  test("Firefox puts one URL in quotes, and no other", () => {
    expect(firefoxReport(facts(wildcard)).console).toEqual([
      `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘${url}’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).`,
    ]);
  });

  test("only fetch throws", () => {
    for (const report of [chromiumReport, firefoxReport, webkitReport]) {
      expect(report(facts(mismatch, { initiator: "xhr" })).thrown).toBeUndefined();
    }
  });

  test("WebKit words a redirect by where it was going, twice", () => {
    const fault: Fault = { id: "acao-missing", stage: "redirect", value: undefined, status: 302 };
    const text = `Cross-origin redirection to https://b.example/ denied by Cross-Origin Resource Sharing policy: Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 302`;
    expect(webkitReport(facts(fault, { location: "https://b.example/" })).console).toEqual([
      text,
      `Fetch API cannot load ${url} due to access control checks.`,
      `Failed to load resource: ${text}`,
    ]);
  });

  test("WebKit names known headers first, in their own spelling", () => {
    expect(webkitNames(["X-Beta", "pragma", "x-alpha", "AUTHORIZATION"])).toEqual([
      "Pragma",
      "Authorization",
      "X-Beta",
      "x-alpha",
    ]);
  });
});
