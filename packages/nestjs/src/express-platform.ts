import type { ServerResponse } from "node:http";
import { answerGuarded, ExpressRequestView, type RawRequest, type Ruling } from "@corsage/host";
import type { AbstractHttpAdapter } from "@nestjs/core";
import type { Exchange } from "./exchange.ts";
import { type ExpressApplication, ExpressMatcher } from "./express-matcher.ts";
import type { HandlerRoute } from "./handler-route.ts";
import type { Layer, Platform, SelfOrigins } from "./platform.ts";
import { installRequestHook } from "./request-hook.ts";
import type { RouteMatcher } from "./route-matcher.ts";

/** What is read of an Express request. */
type ExpressRequest = RawRequest & { readonly hostname?: string | undefined };

/** Express, whose requests and responses are Node's own with more on them. */
export class ExpressPlatform implements Platform {
  readonly #adapter: AbstractHttpAdapter;

  constructor(adapter: AbstractHttpAdapter) {
    this.#adapter = adapter;
  }

  install(layer: Layer): void {
    installRequestHook(this.#adapter, (request, response, next) =>
      layer.handle(this.exchangeOf(request, response, layer.selfOrigins), next),
    );
  }

  createMatcher(routes: readonly HandlerRoute[]): RouteMatcher {
    const application: ExpressApplication = this.#adapter.getInstance();
    return new ExpressMatcher(application, routes);
  }

  exchangeOf(request: object, response: object, selfOrigins: SelfOrigins): Exchange {
    if (!isRequest(request) || !isResponse(response)) throw new TypeError("not an Express request");
    return new ExpressExchange(request, response, selfOrigins);
  }
}

/** One per request: what is not always needed is found out when it is. */
class ExpressExchange implements Exchange {
  readonly raw: ExpressRequest;
  readonly response: ServerResponse;
  readonly view: ExpressRequestView;

  constructor(request: ExpressRequest, response: ServerResponse, selfOrigins: SelfOrigins) {
    this.raw = request;
    this.response = response;
    this.view = new ExpressRequestView(request, selfOrigins);
  }

  /** Not `originalUrl`: in an application mounted under a path, the router sees what is left of it. */
  get url(): string {
    return this.raw.url ?? "/";
  }

  get hostname(): string {
    return this.raw.hostname ?? "";
  }

  get versioned(): ExpressRequest {
    return this.raw;
  }

  answer(status: number, ruling: Ruling): void {
    answerGuarded(this.response, status, ruling);
  }
}

function isRequest(value: object): value is ExpressRequest {
  return "headers" in value && "url" in value;
}

function isResponse(value: object): value is ServerResponse {
  return "writeHead" in value;
}
