import { request as send } from "node:http";
import type { RowRequest } from "./row.ts";

/** An answer as it came over the socket. */
export interface WireAnswer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/**
 * Sends a row's request to a port, line by line, and reads what comes back until the end or the break.
 * @throws Error (by rejection) when nothing comes for `timeout` milliseconds.
 */
export function exchange(
  port: number,
  url: string,
  request: RowRequest,
  host: string,
  timeout: number,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const sent = send({
      host: "127.0.0.1",
      port,
      path: url,
      method: request.method ?? (request.asks === undefined ? "GET" : "OPTIONS"),
      headers: linesOf(request, host),
      setHost: false,
      agent: false,
    });
    sent.once("error", reject);
    sent.setTimeout(timeout, () => sent.destroy(new Error(`no answer in ${timeout} ms`)));
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      const finish = (): void =>
        resolve({
          status: response.statusCode ?? 0,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        });
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", finish);
      // A body that breaks off does so after its headers, and those are what is asked about.
      response.once("error", finish);
    });
    sent.end(request.body);
  });
}

function linesOf(request: RowRequest, host: string): Record<string, string | string[]> {
  const { origin, asks, asksHeaders, headers = {}, body } = request;
  return {
    host,
    ...(origin !== undefined && { origin }),
    ...(asks !== undefined && { "access-control-request-method": asks }),
    ...(asksHeaders !== undefined && { "access-control-request-headers": asksHeaders }),
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
    ...Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        typeof value === "string" ? value : [...value],
      ]),
    ),
  };
}
