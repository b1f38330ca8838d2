import {
  ask,
  type Answered,
  portOf as portOfServer,
  preflight as askBefore,
  sendText as sendTextTo,
} from "@corsage/wire";
import type { FastifyInstance } from "fastify";

/** An answer as it came over the socket. */
export interface WireAnswer extends Pick<Answered, "status" | "headers" | "body"> {
  /** The CORS lines: `access-control-*` and `vary`, one entry per line, sorted. */
  readonly cors: readonly string[];
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

export function portOf({ server }: { server: Parameters<typeof portOfServer>[0] }): number {
  return portOfServer(server);
}

export async function send(
  port: number,
  { url = "/", ...asked }: WireRequest = {},
): Promise<WireAnswer> {
  return inLines(await ask(port, { ...asked, path: url }));
}

export async function preflight(
  port: number,
  url: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<WireAnswer> {
  const asked = askBefore(APP, method, url);
  return inLines(await ask(port, { ...asked, headers: { ...asked.headers, ...headers } }));
}

export async function sendText(port: number, text: string): Promise<WireAnswer> {
  return inLines(await sendTextTo(port, text));
}

/** Each line as it stands, for rows that are about how many there are. */
function inLines({ status, rawHeaders, headers, body }: Answered): WireAnswer {
  const cors: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    if (name === "vary" || name.startsWith("access-control-")) {
      cors.push(`${name}: ${rawHeaders[index + 1] ?? ""}`);
    }
  }
  return { status, cors: cors.toSorted(), headers, body };
}
