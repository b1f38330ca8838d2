import { createIssue, PolicyError, type PolicyIssue } from "@corsage/core";
import { CorsHost } from "@corsage/host";
import type { FastifyInstance } from "fastify";
import { createCorsHandle } from "./cors-handle.ts";
import { decorateRequests } from "./decision-slot.ts";
import { countRoutes, earlierHooks } from "./earlier-hooks.ts";
import { createRequestHook } from "./request-hook.ts";
import { type AnnouncedRoute, recordRoute, type RouteRecord } from "./route-record.ts";
import type { RouteTable } from "./route-table.ts";
import { type Destination, findRouteTarget } from "./route-target.ts";
import { hasOwnScope, openScope, type Scope, scopeOf } from "./scope.ts";
import { type Routing, settleRoutes } from "./settled-routes.ts";
import type { Target } from "./target.ts";

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
  readonly #scopes: Scope[] = [];
  #host: CorsHost | undefined;
  #routing: Routing | undefined;
  #unseenRoutes = 0;

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

  /** {@link attach} where it may be too late to be first: warns of what came before. */
  static attachLate(instance: FastifyInstance): Application {
    const known = Application.of(instance);
    if (known !== undefined) return known;
    const hooks = earlierHooks(instance);
    const routes = countRoutes(instance);
    const application = Application.attach(instance);
    application.#unseenRoutes = routes;
    if (hooks.length > 0) {
      application.#start().log.warn([createIssue("registered-late", [], undefined, { hooks })]);
    }
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
    return this.#routing?.table;
  }

  /** Whether requests have to be asked for their route's policy, which costs. */
  get hasRoutePolicies(): boolean {
    return this.#routing?.hasRoutePolicies === true;
  }

  /**
   * Whether the context of a 404 handler may not be nearest: where another scope has the path's prefix, or where a
   * preflight was answered for a route whose version or constraint then did not match.
   */
  get asksAtNotFound(): boolean {
    return this.#routing?.asksAtNotFound === true;
  }

  /**
   * Puts a policy in force in a scope.
   * @throws PolicyError
   */
  register(instance: FastifyInstance, options: unknown): void {
    if (hasOwnScope(instance)) {
      const layer = "another registration of this plugin in the same scope";
      throw new PolicyError([createIssue("second-layer", [], options, { layer })]);
    }
    const host = this.#start();
    const configuration = host.configure(options, {
      adapterOptions: REGISTER_OPTIONS,
      around: scopeOf(instance)?.configuration,
    });
    const scope = openScope(instance, configuration, host);
    this.#scopes.push(scope);
    instance.decorate("cors", createCorsHandle(this, host, scope));
  }

  /** The policy for a request, announced or arrived, seen from `instance`; `undefined`: hands off. */
  findRouteTarget(instance: FastifyInstance, destination: Destination): Target | undefined {
    const { table } = this;
    const target = table && findRouteTarget(table, destination);
    if (target === "skip") return undefined;
    if (target !== undefined) return target;
    // Nobody routed it: the nearest scope's, which the 404 handler's context need not be.
    const around = scopeOf(instance);
    const prefixScopes = this.#routing?.prefixScopes;
    const nearest = prefixScopes?.nearest(around, destination.url) ?? around;
    return nearest?.arrived;
  }

  #start(): CorsHost {
    if (this.#host === undefined) {
      decorateRequests(this.#root);
      this.#host = new CorsHost(this.#root.log);
    }
    return this.#host;
  }

  #finish(): void {
    const host = this.#host;
    const issues: PolicyIssue[] = [];
    const report = (issue: PolicyIssue): void => void issues.push(issue);
    const routing = settleRoutes(this.#root, this.#records, this.#scopes, host, report);
    // A route that was never seen may have a policy of its own, and has its preflights answered as if unrouted. Names
    // are given to be referred to, by such a route too.
    const hasNames = this.#scopes.some(
      ({ configuration }) => configuration.names.list().length > 0,
    );
    const isNeeded = this.#scopes.length > 1 || routing.hasRoutePolicies || hasNames;
    if (isNeeded && this.#unseenRoutes > 0) {
      report(createIssue("routes-not-seen", [], undefined, { count: this.#unseenRoutes }));
    }
    if (issues.some(({ severity }) => severity === "error")) throw new PolicyError(issues);
    host?.log.warn(issues);
    this.#routing = routing;
  }
}
