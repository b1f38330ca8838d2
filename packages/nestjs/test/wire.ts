import http from "node:http";

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  /** Every `access-control-*` line and `vary`, so that a header that must be absent is seen to be. */
  readonly cors: Readonly<Record<string, string>>;
  readonly headers: http.IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export function ask(
  port: number,
  { method = "GET", path = "/", headers = {}, body }: Asked,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, method, path, headers, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("error", reject);
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            cors: corsLines(response.rawHeaders),
            headers: response.headers,
            rawHeaders: response.rawHeaders,
            body: text,
          });
        });
      },
    );
    request.setTimeout(5000, () => request.destroy(new Error(`no answer to ${method} ${path}`)));
    request.on("error", reject);
    request.end(body);
  });
}

/** A second line of one name would be joined by ` | `, which no expectation contains. */
function corsLines(rawHeaders: readonly string[]): Record<string, string> {
  const lines: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? "";
    if (name !== "vary" && !name.startsWith("access-control-")) continue;
    const value = rawHeaders[index + 1] ?? "";
    lines[name] = name in lines ? `${lines[name]} | ${value}` : value;
  }
  return lines;
}

/** What a browser asks before it sends `method` with `headers` to `path`. */
export function preflight(origin: string, method: string, path: string, headers?: string): Asked {
  return {
    method: "OPTIONS",
    path,
    headers: {
      origin,
      "access-control-request-method": method,
      ...(headers !== undefined && { "access-control-request-headers": headers }),
    },
  };
}
