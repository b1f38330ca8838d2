import type { HeaderLine } from "./header-lines.ts";
import type { Transport } from "./transport.ts";

// `inject` writes anything but a string, a stream and a Buffer as JSON. It exists in Node alone, and so does Buffer:
// the rest of the model must not see it.
declare const Buffer: { from(bytes: Uint8Array): Uint8Array };

/** What is asked of `inject`: the part of it that Fastify, light-my-request and Nest's FastifyAdapter share. */
export interface InjectRequest {
  method?: string | undefined;
  url?: string | object | undefined;
  headers?: object | undefined;
  payload?: unknown;
}

export interface InjectResponse {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: object;
  readonly rawPayload: Uint8Array;
}

/** Anything with Fastify's `inject`. Structural: this package knows no framework. */
export interface InjectableApp {
  inject(request: InjectRequest): PromiseLike<InjectResponse>;
}

function lines(headers: object): readonly HeaderLine[] {
  return Object.entries(headers).flatMap(([name, value]): readonly HeaderLine[] =>
    // A header set with an array is written as several lines.
    Array.isArray(value)
      ? value.map((one): HeaderLine => [name, String(one)])
      : value === undefined
        ? []
        : [[name, String(value)]],
  );
}

/** Several lines of one name go in as one value each. */
function fields(headers: readonly HeaderLine[]): Readonly<Record<string, string | string[]>> {
  const joined: Record<string, string | string[]> = {};
  for (const [name, value] of headers) {
    const old = joined[name];
    joined[name] = old === undefined ? value : [old, value].flat();
  }
  return joined;
}

/**
 * A Fastify application without a port, by its own `inject`; a Nest application on Fastify the same, or by
 * `app.getHttpAdapter().getInstance()`. Call `await app.ready()` (Nest: `await app.init()`) first.
 *
 * ```ts
 * const browser = createBrowser({ origin: "https://app.example.com", transport: injectTransport(app) });
 * ```
 */
export function injectTransport(app: InjectableApp): Transport {
  return async ({ method, url, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const response = await app.inject({
      method,
      url: `${pathname}${search}`,
      headers: { host, ...fields(headers) },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    });
    return {
      status: response.statusCode,
      statusText: response.statusMessage,
      headers: lines(response.headers),
      body: new Uint8Array(response.rawPayload),
    };
  };
}
