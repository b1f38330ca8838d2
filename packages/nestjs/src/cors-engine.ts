import type { Decision } from "@corsage/core";
import {
  claimRequest,
  type CorsHost,
  guardResponse,
  type HostConfiguration,
  releaseResponse,
  type Ruling,
} from "@corsage/host";
import { createException } from "./cors-exception.ts";
import { type DecidedRequest, decidedOf, keepDecided } from "./decided-request.ts";
import type { Exchange } from "./exchange.ts";
import type { Layer } from "./platform.ts";
import type { RequestPolicies, RequestPolicy } from "./request-policies.ts";
import type { RoutePolicy } from "./route-policy.ts";

const LAYER_NAME = "CorsModule";

type Next = (error?: Error) => void;

/** Applies policies to requests: first as they arrive, and once more where a handler turns out to be another one. */
export class CorsEngine implements Layer {
  readonly #host: CorsHost;
  readonly #configuration: HostConfiguration;
  readonly #policies: RequestPolicies;

  constructor(host: CorsHost, configuration: HostConfiguration, policies: RequestPolicies) {
    this.#host = host;
    this.#configuration = configuration;
    this.#policies = policies;
  }

  get selfOrigins(): ReadonlySet<string> | undefined {
    return this.#configuration.selfOrigins;
  }

  handle(exchange: Exchange, next: Next): void {
    const first = claimRequest(exchange.view, LAYER_NAME);
    if (first !== undefined) {
      this.#host.log.stacked(LAYER_NAME, first);
      next();
      return;
    }
    const found = this.#policies.of(exchange);
    if (found.cell === undefined) {
      keepDecided(exchange.view, { policy: found.policy, decision: undefined });
      next();
      return;
    }
    const decision = this.#host.decide(found.cell, exchange.view, found.route);
    if (decision instanceof Promise) {
      void decision.then((settled) => {
        // Somebody answered while the rule was waited for, a timeout perhaps: nothing is left to decide about.
        if (!exchange.response.headersSent) this.#settle(exchange, found, settled, next);
      });
    } else {
      this.#settle(exchange, found, decision, next);
    }
  }

  handleError(exchange: Exchange): void {
    if (claimRequest(exchange.view, LAYER_NAME) !== undefined) return;
    const { cell, policy } = this.#policies.of(exchange);
    if (cell === undefined) return;
    const decision = this.#host.decide(cell, exchange.view);
    if (decision instanceof Promise) return; // the router does not wait; the answer is a 400 that reveals nothing
    guardResponse(exchange.response, this.#rule(exchange, policy, decision));
  }

  /**
   * Applies the policy of the handler that is about to run, which alone is certain: a middleware may have rewritten
   * the URL since the request arrived. Nothing is done where the same policy has been applied already.
   * @throws HttpException where the request is refused.
   */
  confirm(exchange: Exchange, policy: RoutePolicy | "skip"): void | Promise<void> {
    const before = decidedOf(exchange.view);
    if (before?.policy === policy) return;
    if (policy === "skip") {
      releaseResponse(exchange.view);
      keepDecided(exchange.view, { policy, decision: undefined });
      return;
    }
    const decision = this.#host.decide(policy.arrived, exchange.view);
    if (decision instanceof Promise) {
      return decision.then((settled) => this.#confirm(exchange, policy, settled));
    }
    this.#confirm(exchange, policy, decision);
  }

  #settle(exchange: Exchange, { policy }: RequestPolicy, decision: Decision, next: Next): void {
    const ruling = this.#rule(exchange, policy, decision);
    const { answer, kind } = decision;
    if (kind === "preflight" && answer !== undefined) {
      exchange.answer(answer, ruling);
      return;
    }
    guardResponse(exchange.response, ruling);
    if (answer === undefined) next();
    else next(createException(decision, exchange));
  }

  #confirm(exchange: Exchange, policy: RoutePolicy, decision: Decision): void {
    guardResponse(exchange.response, this.#rule(exchange, policy, decision));
    if (decision.answer !== undefined) throw createException(decision, exchange);
  }

  #rule(exchange: Exchange, policy: DecidedRequest["policy"], decision: Decision): Ruling {
    keepDecided(exchange.view, { policy, decision });
    return this.#host.rule(decision, exchange.view, this.#configuration);
  }
}
