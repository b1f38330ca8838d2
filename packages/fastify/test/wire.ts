import { type IncomingHttpHeaders, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";

/** An answer as it came over the socket. */
export interface WireAnswer {
  readonly status: number;
  /** The CORS lines: `access-control-*` and `vary`, one entry per line, sorted. */
  readonly cors: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WireRequest {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const APP = "https://app.example.com";
export const STRANGER = "https://stranger.example.net";

/** What every answer to {@link APP} carries under a policy that allows it, with nothing else said. */
export const GRANTED: readonly string[] = [`access-control-allow-origin: ${APP}`, "vary: Origin"];
export const ONLY_VARY: readonly string[] = ["vary: Origin"];

/** Runs against a listening application, and closes it. */
export async function withServer<Result>(
  app: FastifyInstance,
  use: (port: number) => Promise<Result>,
): Promise<Result> {
  await app.listen({ port: 0, host: "127.0.0.1" });
  try {
    return await use(portOf(app));
  } finally {
    await app.close();
  }
}

export function portOf(app: { server: { address(): AddressInfo | string | null } }): number {
  const address = app.server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}

export function send(port: number, request: WireRequest = {}): Promise<WireAnswer> {
  const { method = "GET", url = "/", headers = {}, body } = request;
  return new Promise((resolve, reject) => {
    const sent = sendRequest({ host: "127.0.0.1", port, path: url, method, headers, agent: false });
    sent.once("error", reject);
    sent.once("upgrade", (response, socket) => {
      socket.destroy();
      resolve(toAnswer(response.statusCode, response.rawHeaders, response.headers, ""));
    });
    sent.once("response", (response) => {
      let text = "";
      const finish = (): void =>
        resolve(toAnswer(response.statusCode, response.rawHeaders, response.headers, text));
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.once("end", finish);
      response.once("error", finish); // a body that breaks off: its headers arrived
    });
    sent.end(body);
  });
}

/** The headers of a preflight. */
function asking(method: string, origin = APP): Record<string, string> {
  return { origin, "access-control-request-method": method };
}

export function preflight(
  port: number,
  url: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<WireAnswer> {
  return send(port, { method: "OPTIONS", url, headers: { ...asking(method), ...headers } });
}

/** Sends text as it is, for what no HTTP client would send. */
export function sendText(port: number, text: string): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (received.includes("\r\n\r\n")) socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => {
      const [head = "", body = ""] = received.split("\r\n\r\n");
      const [start = "", ...lines] = head.split("\r\n");
      const raw = lines.flatMap((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      });
      resolve(toAnswer(Number(start.split(" ")[1]), raw, {}, body));
    });
  });
}

function toAnswer(
  status: number | undefined,
  rawHeaders: readonly string[],
  headers: IncomingHttpHeaders,
  body: string,
): WireAnswer {
  return { status: status ?? 0, cors: corsLines(rawHeaders), headers, body };
}

/** Of a flat list of names and values, what CORS and caches read. */
function corsLines(rawHeaders: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    if (name === "vary" || name.startsWith("access-control-")) {
      lines.push(`${name}: ${rawHeaders[index + 1] ?? ""}`);
    }
  }
  return lines.toSorted();
}
