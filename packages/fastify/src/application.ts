import { createIssue, PolicyError, type PolicyIssue } from "@corsage/core";
import { CorsHost } from "@corsage/host";
import type { FastifyInstance } from "fastify";
import { decorateRequests } from "./decision-slot.ts";
import { createCorsHandle } from "./cors-handle.ts";
import { createRequestHook } from "./request-hook.ts";
import { resolveRoutePolicy } from "./route-policy.ts";
import { type AnnouncedRoute, recordRoute, type RouteRecord } from "./route-record.ts";
import { routerOptionsOf } from "./route-router.ts";
import { RouteTable } from "./route-table.ts";
import { hasOwnScope, openScope, scopeOf } from "./scope.ts";

/** Options of Fastify's `register`, which hands them on to every plugin. */
const REGISTER_OPTIONS: readonly string[] = ["prefix", "logLevel", "logSerializers"];

// By name, so that two copies of this package in one process work on one application: the first to come owns it.
const APPLICATION: unique symbol = Symbol.for("corsage.fastify.application");

interface AttachedInstance extends FastifyInstance {
  [APPLICATION]?: Application;
}

/** Everything known about one Fastify application, from its creation on. */
export class Application {
  readonly #root: FastifyInstance;
  readonly #records: RouteRecord[] = [];
  #host: CorsHost | undefined;
  #table: RouteTable | undefined;

  /** The application that an instance belongs to. */
  static of(instance: FastifyInstance): Application | undefined {
    const attached: AttachedInstance = instance;
    return attached[APPLICATION];
  }

  /** Takes the first place in line: every hook added from now on runs later, every route declared is seen. */
  static attach(instance: FastifyInstance): Application {
    const attached: AttachedInstance = instance;
    const known = attached[APPLICATION];
    if (known !== undefined) return known;
    const application = new Application(instance);
    attached[APPLICATION] = application;
    return application;
  }

  private constructor(root: FastifyInstance) {
    this.#root = root;
    const records = this.#records;
    root.addHook("onRoute", function corsageOnRoute(route: AnnouncedRoute) {
      records.push(recordRoute(this, route));
    });
    root.addHook("onRequest", createRequestHook(this));
    root.addHook("onReady", (done) => {
      try {
        this.#finish();
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** `undefined` until a policy is registered somewhere: then requests pass untouched. */
  get host(): CorsHost | undefined {
    return this.#host;
  }

  /** `undefined` until every route is known. */
  get table(): RouteTable | undefined {
    return this.#table;
  }

  /** Whether requests have to be asked for their route's policy, which costs. */
  get hasRoutePolicies(): boolean {
    return this.#hasRoutePolicies;
  }
  #hasRoutePolicies = false;

  /**
   * Puts a policy in force in a scope.
   * @throws PolicyError
   */
  register(instance: FastifyInstance, options: unknown): void {
    if (hasOwnScope(instance)) {
      const layer = "another registration of this plugin in the same scope";
      throw new PolicyError([createIssue("second-layer", [], options, { layer })]);
    }
    if (this.#host === undefined) {
      decorateRequests(this.#root);
      this.#host = new CorsHost(this.#root.log);
    }
    const configuration = this.#host.configure(options, {
      adapterOptions: REGISTER_OPTIONS,
      around: scopeOf(instance)?.configuration,
    });
    const scope = openScope(instance, configuration, this.#host);
    instance.decorate("cors", createCorsHandle(this, this.#host, scope));
  }

  #finish(): void {
    const host = this.#host;
    if (host === undefined) return;
    const issues: PolicyIssue[] = [];
    for (const record of this.#records) {
      if (record.reference === undefined) continue;
      this.#hasRoutePolicies = true;
      record.own = resolveRoutePolicy(record, host, (issue) => issues.push(issue));
    }
    if (issues.some(({ severity }) => severity === "error")) throw new PolicyError(issues);
    host.log.warn(issues);
    const table = new RouteTable(routerOptionsOf(this.#root));
    for (const record of this.#records)
      for (const url of this.#urlsOf(record)) table.add(record, url);
    this.#table = table;
  }

  /** Under a prefix, `/` is announced as `/prefix` and then stands at `/prefix/` too. */
  #urlsOf({ methods, url, prefix, routePath, constraints }: RouteRecord): readonly string[] {
    if (prefix === "" || routePath !== "") return [url];
    const twin = `${url}/`;
    const [method] = methods;
    const isRouted =
      method !== undefined && this.#root.hasRoute({ method, url: twin, constraints });
    return isRouted ? [url, twin] : [url];
  }
}
