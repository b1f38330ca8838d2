import type { AbstractHttpAdapter } from "@nestjs/core";
import type { Exchange } from "./exchange.ts";
import { ExpressPlatform } from "./express-platform.ts";
import { FastifyPlatform } from "./fastify-platform.ts";
import type { HandlerRoute } from "./handler-route.ts";
import type { RouteMatcher } from "./route-matcher.ts";

export type SelfOrigins = ReadonlySet<string> | undefined;

/** What is asked of the framework below Nest. */
export interface Platform {
  /** Calls `layer` for every request, before everything else. */
  install(layer: Layer): void;
  createMatcher(routes: readonly HandlerRoute[]): RouteMatcher;
  /** The exchange behind what an execution context calls request and response. */
  exchangeOf(request: object, response: object, selfOrigins: SelfOrigins): Exchange;
}

export interface Layer {
  readonly selfOrigins: SelfOrigins;
  /** Goes on, with an error to refuse, or answers and never goes on. */
  handle(exchange: Exchange, next: (error?: Error) => void): void;
  /** The router failed before any hook could run: nothing to refuse, but the answer carries its headers. */
  handleError(exchange: Exchange): void;
}

export function platformOf(adapter: AbstractHttpAdapter): Platform {
  switch (adapter.getType()) {
    case "express":
      return new ExpressPlatform(adapter);
    case "fastify":
      return new FastifyPlatform(adapter);
    default:
      throw new Error(
        `CorsModule works on @nestjs/platform-express and @nestjs/platform-fastify, not on an adapter of the type "${adapter.getType()}".`,
      );
  }
}
