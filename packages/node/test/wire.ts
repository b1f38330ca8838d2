import http from "node:http";
import type { AddressInfo } from "node:net";

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

/** Serves on loopback, calls `use` with the port, and closes whatever happens. */
export async function withServer<Result>(
  listener: http.RequestListener,
  use: (port: number) => Promise<Result>,
): Promise<Result> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(portOf(server.address()));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("not a TCP server");
  return address.port;
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
