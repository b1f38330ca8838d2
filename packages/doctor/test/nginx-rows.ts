import type { WalkInit } from "@corsage/browser";
import { app } from "./planted-server.ts";

const put: WalkInit = { method: "PUT" };
const answer = `return 200 "[]";`;
const origin = `add_header Access-Control-Allow-Origin "${app}" always;\nadd_header Vary Origin always;`;

/** An nginx with a fault in the location of `/orders`, which the printed fix replaces. */
export interface NginxRow {
  readonly title: string;
  /** In `http { … }`, before and after. */
  readonly http?: string;
  /** In `server { … }`, before and after: other locations, what is inherited, what stands upstream. */
  readonly server?: string;
  /** The lines that the fix replaces. */
  readonly fault: string;
  /** The lines that stay. */
  readonly rest?: string;
  readonly init?: WalkInit;
  /** Whether the request goes out though it is unsafe. */
  readonly send?: true;
  readonly codes: readonly string[];
}

/** The configuration of a row, with its fault or with what came in its place. */
export function configurationOf(
  { http = "", server = "", rest = answer }: NginxRow,
  inHttp: string,
  inLocation: string,
): { http: string; server: string } {
  return {
    http: `${http}\n${inHttp}`,
    server: `${server}\nlocation /orders {\n${inLocation}\n${rest}\n}`,
  };
}

export const nginxRows: readonly NginxRow[] = [
  { title: "no header at all", fault: "", codes: ["acao-missing"] },
  {
    title: "OPTIONS is answered with 405",
    fault: "",
    rest: `if ($request_method = OPTIONS) { return 405; }\n${answer}`,
    init: put,
    codes: ["preflight-404-405"],
  },
  {
    title: "the preflight is asked to log in",
    fault: "",
    rest: `if ($http_authorization = "") { return 401; }\n${answer}`,
    init: put,
    codes: ["preflight-not-ok-auth"],
  },
  {
    title: "whatever origin asks is reflected, with credentials",
    fault:
      "add_header Access-Control-Allow-Origin $http_origin always;\nadd_header Access-Control-Allow-Credentials true always;",
    codes: ["origin-reflected-with-credentials", "null-origin-allowed", "vary-missing"],
  },
  {
    title: "an add_header in the location drops the inherited ones",
    server: origin,
    fault: "add_header X-Frame-Options DENY;",
    codes: ["add-header-inheritance"],
  },
  {
    title: "an add_header in the preflight's if drops the inherited ones",
    server: origin,
    fault: `if ($request_method = OPTIONS) { add_header Access-Control-Allow-Methods "GET, PUT"; return 204; }`,
    init: put,
    codes: ["add-header-inheritance", "lists-disclosed", "options-swallowed"],
  },
  {
    title: "add_header without always: errors have none",
    fault: `add_header Access-Control-Allow-Origin "${app}";`,
    rest: "return 500;",
    codes: ["error-response-without-cors"],
  },
  {
    title: "the headers stand in the if of the preflight alone",
    fault: `if ($request_method = OPTIONS) {\n${origin}\nadd_header Access-Control-Allow-Methods "GET, PUT";\nreturn 204;\n}`,
    init: put,
    send: true,
    codes: ["preflight-only-headers", "options-swallowed"],
  },
  {
    title: "the application behind the proxy sets the header, too",
    server: `location /upstream {\n${origin}\n${answer}\n}`,
    fault: origin,
    rest: "proxy_pass http://127.0.0.1:$server_port/upstream;",
    codes: ["acao-multiple"],
  },
  {
    title: "a map without Vary",
    http: `map $http_origin $listed { "${app}" $http_origin; default ""; }`,
    fault: "add_header Access-Control-Allow-Origin $listed always;",
    codes: ["vary-missing"],
  },
  {
    title: "20 days of max age, as ingress-nginx has it",
    fault: `${origin}\nadd_header Access-Control-Max-Age 1728000 always;`,
    codes: ["max-age-misjudged"],
  },
  {
    title: "the other spelling is redirected",
    fault: origin,
    rest: `if ($uri = /orders/) { return 301 $scheme://$http_host/orders; }\n${answer}`,
    codes: ["slash-redirect"],
  },
];
