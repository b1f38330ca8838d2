import { PolicyError, type PolicyIssue, type RouteCors } from "@corsage/core";
import { type CorsHost, type HostConfiguration, resolveReference } from "@corsage/host";
import { type CorsMetadata, readCorsMetadata } from "./cors-metadata.ts";
import type { HandlerRoute } from "./handler-route.ts";
import type { Named } from "./nest-metadata.ts";
import { createRoutePolicy, type RoutePolicy } from "./route-policy.ts";

/** `undefined`: faulty. */
type Outcome = RoutePolicy | "skip" | undefined;

/** Which policy a handler is under: its own decorator's, its class's, or the module's. */
export class HandlerPolicies {
  readonly #host: CorsHost;
  readonly #configuration: HostConfiguration;
  /** The module's, which applies where no decorator says otherwise. */
  readonly application: RoutePolicy;
  /** By what a decorator said and what is around it, since `false` takes the enforcement around it. */
  readonly #outcomes = new Map<CorsMetadata, Map<Outcome, Outcome>>();
  readonly #byHandler = new WeakMap<Named, Map<Named, RoutePolicy | "skip">>();

  constructor(host: CorsHost, configuration: HostConfiguration) {
    this.#host = host;
    this.#configuration = configuration;
    this.application = createRoutePolicy(configuration.application, host);
  }

  /** @throws PolicyError where a decorator refers to nothing; start-up has asked about every route before. */
  of(controller: Named, handler: Named): RoutePolicy | "skip" {
    const known = this.#byHandler.get(controller)?.get(handler);
    if (known !== undefined) return known;
    const issues: PolicyIssue[] = [];
    const name = `${controller.name}.${handler.name}`;
    const policy = this.resolve({ controller, handler, name }, (issue) => issues.push(issue));
    if (policy === undefined) throw new PolicyError(issues);
    return policy;
  }

  /** The same for start-up: faults are reported. */
  resolve(
    route: Pick<HandlerRoute, "controller" | "handler" | "name">,
    report: (issue: PolicyIssue) => void,
  ): Outcome {
    const { controller, handler } = route;
    const policy = this.#readDecorators(route, report);
    if (policy === undefined) return undefined;
    const ofController = this.#byHandler.get(controller) ?? new Map<Named, typeof policy>();
    this.#byHandler.set(controller, ofController.set(handler, policy));
    return policy;
  }

  #readDecorators(
    { controller, handler, name }: Parameters<HandlerPolicies["resolve"]>[0],
    report: (issue: PolicyIssue) => void,
  ): Outcome {
    const ofClass = this.#read(
      readCorsMetadata(controller),
      controller.name,
      this.application,
      report,
    );
    return this.#read(readCorsMetadata(handler), name, ofClass, report);
  }

  /** What one decorator says, where `around` is what would apply without it. Each fault is reported once. */
  #read(
    metadata: CorsMetadata | undefined,
    name: string,
    around: Outcome,
    report: (issue: PolicyIssue) => void,
  ): Outcome {
    if (metadata === undefined) return around;
    if (metadata.cors === undefined) return this.application;
    const known = this.#outcomes.get(metadata) ?? new Map<Outcome, Outcome>();
    if (!known.has(around)) known.set(around, this.#resolve(metadata.cors, name, around, report));
    this.#outcomes.set(metadata, known);
    return known.get(around);
  }

  #resolve(
    reference: RouteCors,
    name: string,
    around: Outcome,
    report: (issue: PolicyIssue) => void,
  ): Outcome {
    const { application, names } = this.#configuration;
    const path = [name, "@Cors"];
    const cell = resolveReference(reference, {
      cells: this.#host.cells,
      names,
      inherited: around === undefined || around === "skip" ? application : around.policy,
      path,
      where: `@Cors on ${name}`,
      report,
    });
    if (cell === undefined || cell === "skip") return cell;
    // The warnings of a named policy are told where it is named.
    const warnings = cell.name === undefined ? cell.policy.warnings : [];
    for (const warning of warnings) report({ ...warning, path: [...path, ...warning.path] });
    return createRoutePolicy(cell, this.#host);
  }
}
