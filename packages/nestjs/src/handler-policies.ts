import { PolicyError, type PolicyIssue } from "@corsage/core";
import { type CorsHost, type HostConfiguration, resolveReference } from "@corsage/host";
import { readCorsMetadata } from "./cors-metadata.ts";
import type { HandlerRoute } from "./handler-route.ts";
import type { Named } from "./nest-metadata.ts";
import { createRoutePolicy, type RoutePolicy } from "./route-policy.ts";

/** Which policy a handler is under: its own decorator's, its class's, or the module's. */
export class HandlerPolicies {
  readonly #host: CorsHost;
  readonly #configuration: HostConfiguration;
  readonly #application: RoutePolicy;
  /** By what a decorator said: the handlers of a class, and classes that inherit, share one object. */
  readonly #byMetadata = new Map<object, RoutePolicy | "skip">();
  readonly #byHandler = new WeakMap<Named, Map<Named, RoutePolicy | "skip">>();

  constructor(host: CorsHost, configuration: HostConfiguration) {
    this.#host = host;
    this.#configuration = configuration;
    this.#application = createRoutePolicy(configuration.application, host);
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
  ): RoutePolicy | "skip" | undefined {
    const { controller, handler } = route;
    const policy = this.#readDecorators(route, report);
    if (policy === undefined) return undefined;
    const ofController = this.#byHandler.get(controller) ?? new Map<Named, typeof policy>();
    this.#byHandler.set(controller, ofController.set(handler, policy));
    return policy;
  }

  #readDecorators(
    { controller, handler, name: handlerName }: Parameters<HandlerPolicies["resolve"]>[0],
    report: (issue: PolicyIssue) => void,
  ): RoutePolicy | "skip" | undefined {
    const own = readCorsMetadata(handler);
    const metadata = own ?? readCorsMetadata(controller);
    if (metadata === undefined || metadata.cors === undefined) return this.#application;
    const known = this.#byMetadata.get(metadata);
    if (known !== undefined) return known;
    const name = own === undefined ? controller.name : handlerName;
    const issues: PolicyIssue[] = [];
    const cell = resolveReference(metadata.cors, {
      cells: this.#host.cells,
      names: this.#configuration.names,
      inherited: this.#configuration.application,
      path: [name, "@Cors"],
      where: `@Cors on ${name}`,
      report: (issue) => issues.push(issue),
    });
    for (const issue of issues) report(issue);
    if (cell === undefined) return undefined;
    const policy = cell === "skip" ? cell : createRoutePolicy(cell, this.#host);
    if (policy !== "skip") {
      for (const warning of policy.policy.policy.warnings) {
        report({ ...warning, path: [name, "@Cors", ...warning.path] });
      }
    }
    this.#byMetadata.set(metadata, policy);
    return policy;
  }
}
