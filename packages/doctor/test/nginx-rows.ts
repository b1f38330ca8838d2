import type { WalkInit } from "@corsage/browser";
import type { NginxConfiguration } from "./nginx-server.ts";
import { app } from "./planted-server.ts";

const put: WalkInit = { method: "PUT" };

/** A location that answers, with what is configured before. */
export const location = (lines: string): string => `location / {\n${lines}\nreturn 200 "[]";\n}`;

interface NginxRow {
  title: string;
  configuration: NginxConfiguration;
  init: WalkInit;
  code: string;
}

export const nginxRows: readonly NginxRow[] = [
  {
    title: "no header at all",
    configuration: { http: "", server: location("") },
    init: {},
    code: "acao-missing",
  },
  {
    title: "OPTIONS is answered with 405",
    configuration: {
      http: "",
      server: `location / {\nif ($request_method = OPTIONS) { return 405; }\nreturn 200 "[]";\n}`,
    },
    init: put,
    code: "preflight-404-405",
  },
  {
    title: "the preflight is asked to log in",
    configuration: {
      http: "",
      server: `location / {\nif ($http_authorization = "") { return 401; }\nreturn 200 "[]";\n}`,
    },
    init: put,
    code: "preflight-not-ok-auth",
  },
  {
    title: "whatever origin asks is reflected, with credentials",
    configuration: {
      http: "",
      server: location(
        "add_header Access-Control-Allow-Origin $http_origin always;\nadd_header Access-Control-Allow-Credentials true always;",
      ),
    },
    init: {},
    code: "origin-reflected-with-credentials",
  },
  {
    title: "an add_header in the location drops the inherited ones",
    configuration: {
      http: "",
      server: `add_header Access-Control-Allow-Origin "${app}" always;\n${location("add_header X-Frame-Options DENY;")}`,
    },
    init: {},
    code: "acao-missing",
  },
];
