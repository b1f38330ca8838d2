import type { ServerResponse } from "node:http";
import { guardResponse, type RawRequest, RequestView, type Ruling } from "@corsage/host";
import type { AbstractHttpAdapter } from "@nestjs/core";
import type { Exchange } from "./exchange.ts";
import { type AnnouncedRoute, FastifyMatcher, type RouterOptions } from "./fastify-matcher.ts";
import type { HandlerRoute } from "./handler-route.ts";
import type { Layer, Platform, SelfOrigins } from "./platform.ts";
import { installRequestHook } from "./request-hook.ts";
import type { RouteMatcher } from "./route-matcher.ts";

/** What is read of Fastify, so that this package does not need its types. */
interface FastifyRequest {
  readonly raw: RawRequest;
  readonly host: string | undefined;
  readonly hostname: string | undefined;
}
interface FastifyReply {
  readonly raw: ServerResponse;
  code(status: number): { send(): unknown };
}
interface FastifyApplication {
  readonly initialConfig: { readonly routerOptions?: RouterOptions } & RouterOptions;
  addHook(name: "onRoute", hook: (route: AnnouncedRoute) => void): unknown;
}

/** Nest 12: called for CSRF protection and security headers, and for errors of the router. Nest 11 has none. */
type SecuredAdapter = Partial<Pick<AbstractHttpAdapter, "registerSecurityHook">>;

/** Fastify, which knows whom a proxy speaks for, and wraps Node's requests and responses. */
export class FastifyPlatform implements Platform {
  readonly #adapter: AbstractHttpAdapter;
  readonly #application: FastifyApplication;
  readonly #announced: AnnouncedRoute[] = [];

  constructor(adapter: AbstractHttpAdapter) {
    this.#adapter = adapter;
    this.#application = adapter.getInstance();
  }

  install(layer: Layer): void {
    this.#application.addHook("onRoute", ({ method, url, constraints }) => {
      this.#announced.push({
        method,
        url,
        ...(constraints && { constraints: { ...constraints } }),
      });
    });
    installRequestHook(this.#adapter, (request, reply, done) =>
      layer.handle(this.exchangeOf(request, reply, layer.selfOrigins), done),
    );
    this.#installErrorHook(layer);
  }

  createMatcher(routes: readonly HandlerRoute[]): RouteMatcher {
    return new FastifyMatcher(this.#announced, routes, this.#routerOptions());
  }

  exchangeOf(request: object, reply: object, selfOrigins: SelfOrigins): Exchange {
    if (!isRequest(request) || !isReply(reply)) throw new TypeError("not a Fastify request");
    return new FastifyExchange(request, reply.raw, reply, selfOrigins);
  }

  /**
   * A malformed URL is answered before any hook but this one, which Nest 12 has and 11 has not. It has one place, so
   * whoever comes later, as `app.enableCsrfProtection()` does, runs after this one.
   */
  #installErrorHook(layer: Layer): void {
    const adapter: SecuredAdapter = this.#adapter;
    const register = adapter.registerSecurityHook?.bind(adapter);
    if (register === undefined) return;
    const handleError = (request: object, response: object): undefined => {
      if (!isRequest(request) || !isResponse(response)) return;
      layer.handleError(new FastifyExchange(request, response, undefined, layer.selfOrigins));
    };
    register(handleError);
    adapter.registerSecurityHook = (later) =>
      register((request: object, response) => {
        handleError(request, response);
        return later(request, response);
      });
  }

  /** Fastify 5 has them in both places. */
  #routerOptions(): RouterOptions {
    const { initialConfig } = this.#application;
    const options: RouterOptions & { readonly useSemicolonDelimiter?: boolean } = {
      ...initialConfig,
      ...initialConfig.routerOptions,
    };
    const copied = {
      ignoreTrailingSlash: options.ignoreTrailingSlash ?? false,
      ignoreDuplicateSlashes: options.ignoreDuplicateSlashes ?? false,
      caseSensitive: options.caseSensitive ?? true,
      useSemicolonDelimiter: options.useSemicolonDelimiter ?? false, // honoured, though not in the library's types
    };
    return {
      ...copied,
      maxParamLength: options.maxParamLength ?? 100,
      allowUnsafeRegex: true,
      querystringParser: () => undefined,
    };
  }
}

/** One per request: what is not always needed is found out when it is. */
class FastifyExchange implements Exchange {
  readonly raw: RawRequest;
  readonly response: ServerResponse;
  readonly view: FastifyRequestView;
  readonly #request: FastifyRequest;
  /** `undefined` where an error is answered already. */
  readonly #reply: FastifyReply | undefined;

  constructor(
    request: FastifyRequest,
    response: ServerResponse,
    reply: FastifyReply | undefined,
    selfOrigins: SelfOrigins,
  ) {
    this.raw = request.raw;
    this.response = response;
    this.view = new FastifyRequestView(request, selfOrigins);
    this.#request = request;
    this.#reply = reply;
  }

  /** What the router read, after `rewriteUrl`. */
  get url(): string {
    return this.raw.url ?? "/";
  }

  get hostname(): string {
    return this.#request.hostname ?? "";
  }

  get versioned(): RawRequest {
    return this.raw;
  }

  answer(status: number, ruling: Ruling): void {
    guardResponse(this.response, ruling); // Fastify writes the head, after hooks of the application
    this.#reply?.code(status).send();
  }
}

class FastifyRequestView extends RequestView {
  readonly #request: FastifyRequest;

  constructor(request: FastifyRequest, selfOrigins: SelfOrigins) {
    super(request.raw, selfOrigins);
    this.#request = request;
  }

  override get host(): string | undefined {
    return this.#request.host;
  }
}

function isRequest(value: object): value is FastifyRequest {
  return "raw" in value;
}

function isResponse(value: object): value is ServerResponse {
  return "writeHead" in value;
}

function isReply(value: object): value is FastifyReply {
  return "raw" in value && "code" in value;
}
