import type { IncomingMessage } from "node:http";
import type { Ledger } from "@corsage/shop";
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from "@nestjs/common";
import type { Observable } from "rxjs";

export const LEDGER: unique symbol = Symbol("ledger");

/** Interceptors run where handlers do, behind everything that refuses. */
@Injectable()
export class LedgerInterceptor implements NestInterceptor {
  readonly #ledger: Ledger | undefined;

  constructor(@Inject(LEDGER) ledger: Ledger | undefined) {
    this.#ledger = ledger;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context
      .switchToHttp()
      .getRequest<IncomingMessage & { raw?: IncomingMessage }>();
    this.#ledger?.handled(request.raw ?? request);
    return next.handle();
  }
}
