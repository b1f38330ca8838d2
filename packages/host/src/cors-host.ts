import {
  createIssue,
  type Decision,
  judge,
  parsePolicy,
  type Policy,
  PolicyError,
} from "@corsage/core";
import {
  conflictChannel,
  decisionChannel,
  publishConflict,
  publishDecision,
  publishReload,
} from "./events.ts";
import { HostLog, type Logger } from "./host-log.ts";
import {
  type HostConfiguration,
  type HostOptionsContext,
  parseCorsOptions,
} from "./host-options.ts";
import { type PolicyCell, PolicyCells } from "./policy-cell.ts";
import type { RequestView } from "./request-view.ts";
import type { GuardOptions, Ruling } from "./guarded-headers.ts";

/** The route a decision is about, for events. */
type Route = { readonly method: string; readonly url: string } | undefined;

/** One application: its policies, its log, and the way from a request to what its response has to say. */
export class CorsHost {
  readonly cells: PolicyCells = new PolicyCells();
  readonly log: HostLog;
  readonly #guards: Readonly<Record<"replace" | "keep", GuardOptions>>;

  constructor(logger: Logger) {
    const log = new HostLog(logger);
    const onFound: GuardOptions["onFound"] = (conflict) => {
      log.conflict(conflict);
      if (conflictChannel.hasSubscribers) publishConflict(conflict);
    };
    this.log = log;
    this.#guards = {
      replace: { onConflict: "replace", onFound },
      keep: { onConflict: "keep", onFound },
    };
  }

  /**
   * Parses an adapter's options and logs their warnings.
   * @throws PolicyError with every error at once.
   */
  configure(options: unknown, context: Omit<HostOptionsContext, "cells"> = {}): HostConfiguration {
    const configuration = parseCorsOptions(options, { ...context, cells: this.cells });
    this.log.warn(configuration.warnings);
    return configuration;
  }

  /** Applies a policy to a request, tells whoever listens, and logs a refused origin once. */
  decide(cell: PolicyCell, request: RequestView, route?: Route): Decision | Promise<Decision> {
    const { policy } = cell;
    // Whether method and headers are listed is worked out only for an audience.
    const decision = decisionChannel.hasSubscribers
      ? judge(policy, request)
      : policy.decide(request);
    if (decision instanceof Promise) {
      return decision.then((settled) => this.#tell(settled, policy, cell.name, request, route));
    }
    return this.#tell(decision, policy, cell.name, request, route);
  }

  /** What a response will have to say. */
  rule(
    decision: Decision,
    request: RequestView,
    { onConflict }: Pick<HostConfiguration, "onConflict">,
  ): Ruling {
    return { decision, request, options: this.#guards[onConflict] };
  }

  /**
   * Puts another policy in force, at once for everything that depends on it.
   * @throws PolicyError, leaving the old one in force.
   */
  replace(cell: PolicyCell, next: Policy): void {
    this.cells.replace(cell, next);
    this.log.warn(next.warnings);
    publishReload({ policy: next, policyName: cell.name });
  }

  /**
   * `CorsHandle.replace`: the application's policy, or the one of a name.
   * @throws PolicyError, leaving the old one in force.
   */
  replaceIn(configuration: HostConfiguration, name: string | undefined, next: unknown): void {
    const { application, names } = configuration;
    const cell = name === undefined ? application : names.get(name);
    if (cell === undefined) {
      const detail = { known: names.list(), where: "replace()" };
      throw new PolicyError([createIssue("unknown-policy", [], name, detail)]);
    }
    this.replace(cell, parsePolicy(next));
  }

  #tell(
    decision: Decision,
    policy: Policy,
    policyName: string | undefined,
    request: RequestView,
    route: Route,
  ): Decision {
    if (!decision.allowed && decision.code !== "accepted-unreadable") {
      this.log.refused(decision, request);
    }
    if (decisionChannel.hasSubscribers) {
      publishDecision({ decision, policy, policyName, request, route });
    }
    return decision;
  }
}
