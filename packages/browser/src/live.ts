import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import type { LookupFunction } from "node:net";
import type { HeaderLine } from "./header-lines.ts";
import type { Transport, WireRequest, WireResponse } from "./transport.ts";

export interface LiveTransportOptions {
  /** Milliseconds for the whole exchange. Default 10000. */
  readonly timeout?: number | undefined;
  /** Bytes of a body that are read; the rest is left unread, and is no failure. Default 1048576. */
  readonly bodyLimit?: number | undefined;
  /** Certificates to trust beside the system's, PEM. */
  readonly ca?: string | undefined;
  /** Accepts any certificate. Default `false`. */
  readonly insecure?: boolean | undefined;
  /** Where a name lives, instead of asking DNS. */
  readonly lookup?: LookupFunction | undefined;
}

/** Every line as it came: `rawHeaders` alone keeps what was sent twice apart. */
function headerLines(raw: readonly string[]): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  }
  return lines;
}

async function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes.subarray(0, limit - size));
    size += bytes.length;
    if (size >= limit) break;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Node writes methods in upper case unless told after the fact; browsers send `patch` as `patch`. */
function open(request: WireRequest, options: LiveTransportOptions): ClientRequest {
  const url = new URL(request.url.replace(/^ws/, "http"));
  const settings: RequestOptions = {
    method: request.method,
    agent: false,
    rejectUnauthorized: options.insecure !== true,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
  };
  const outgoing =
    url.protocol === "https:" ? httpsRequest(url, settings) : httpRequest(url, settings);
  outgoing.method = request.method;
  for (const [name, value] of request.headers) outgoing.appendHeader(name, value);
  // Node says how long a body is for some methods only; after a DELETE the next request would begin with the body.
  if (request.body !== undefined) outgoing.setHeader("content-length", request.body.byteLength);
  return outgoing;
}

/**
 * Any server, over node:http and node:https. Redirects are not followed, header lines stay apart, nothing is cached
 * and no connection is kept.
 *
 * @throws Error (by rejection, which the model calls a network failure) without an answer in time.
 */
export function liveTransport(options: LiveTransportOptions = {}): Transport {
  const { timeout = 10_000, bodyLimit = 1_048_576 } = options;
  return async (request) => {
    const outgoing = open(request, options);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`No complete answer within ${timeout} ms.`));
      }, timeout);
    });
    try {
      return await Promise.race([exchange(outgoing, request.body, bodyLimit), late]);
    } finally {
      clearTimeout(timer);
      outgoing.destroy();
    }
  };
}

async function exchange(
  outgoing: ClientRequest,
  body: WireRequest["body"],
  bodyLimit: number,
): Promise<WireResponse> {
  const message = await answerTo(outgoing, body);
  return {
    status: message.statusCode ?? 0,
    statusText: message.statusMessage ?? "",
    headers: headerLines(message.rawHeaders),
    // After 101 the bytes are frames of another protocol, and they do not end.
    body: message.statusCode === 101 ? new Uint8Array() : await readBody(message, bodyLimit),
  };
}

const answerTo = (outgoing: ClientRequest, body: WireRequest["body"]): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    outgoing.on("response", resolve);
    outgoing.on("upgrade", resolve);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
