import { type CanActivate, type ExecutionContext, Inject, Injectable } from "@nestjs/common";
import { CorsInstaller } from "./cors-installer.ts";
import { CorsService } from "./cors-service.ts";

/**
 * Knows which handler is about to run, so it has the last word: where the request arrived under another policy,
 * because a middleware has rewritten its URL since, the handler's own is applied here. Otherwise it does nothing.
 */
@Injectable()
export class CorsGuard implements CanActivate {
  readonly #service: CorsService;
  readonly #installer: CorsInstaller;

  constructor(
    @Inject(CorsService) service: CorsService,
    @Inject(CorsInstaller) installer: CorsInstaller,
  ) {
    this.#service = service;
    this.#installer = installer;
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { engine } = this.#service;
    const { platform } = this.#installer;
    // GraphQL, WebSocket and microservice contexts are no requests that a browser's CORS rules know.
    if (context.getType() !== "http" || engine === undefined || platform === undefined) return true;
    const policy = this.#service.policyOf(context.getClass(), context.getHandler());
    const http = context.switchToHttp();
    const exchange = platform.exchangeOf(http.getRequest(), http.getResponse(), engine.selfOrigins);
    const confirmed = engine.confirm(exchange, policy);
    return confirmed === undefined ? true : confirmed.then(() => true);
  }
}
