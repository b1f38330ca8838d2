import {
  type CorsHandle,
  type Explanation,
  isPolicy,
  PolicyError,
  type PolicyIssue,
} from "@corsage/core";
import {
  CorsHost,
  explainRequest,
  type HostConfiguration,
  type Logger,
  readToldRequest,
  type ToldRequest,
} from "@corsage/host";
import type { AbstractHttpAdapter, ApplicationConfig, ModulesContainer } from "@nestjs/core";
import { CorsEngine } from "./cors-engine.ts";
import { hasDecoratedController } from "./decorated-controllers.ts";
import { HandlerPolicies } from "./handler-policies.ts";
import { collectHandlerRoutes } from "./handler-walk.ts";
import { findInertDecorators } from "./inert-decorators.ts";
import type { Platform } from "./platform.ts";
import { RequestPolicies } from "./request-policies.ts";
import { RouteTable, type RouteTarget } from "./route-table.ts";
import { readVersion } from "./route-version.ts";
import { findRouteIssues } from "./start-up-issues.ts";

/** What one application knows once its routes are registered. */
interface Started {
  readonly table: RouteTable;
  readonly policies: RequestPolicies;
  readonly config: ApplicationConfig;
}

/** The policies of one application, from its options to its routes. */
export class CorsApplication {
  readonly host: CorsHost;
  readonly configuration: HostConfiguration;
  readonly handlerPolicies: HandlerPolicies;
  /** Whether every request is under the module's policy: no decorator and no rule of `paths` says otherwise. */
  readonly hasOnePolicy: boolean;
  readonly #modules: ModulesContainer;
  #started: Started | undefined;

  /** @throws PolicyError with every error in `options`. */
  constructor(options: unknown, logger: Logger, modules: ModulesContainer) {
    this.host = new CorsHost(logger);
    this.configuration = this.host.configure(options, { adapterOptions: ["paths"] });
    this.handlerPolicies = new HandlerPolicies(this.host, this.configuration);
    this.#modules = modules;
    this.hasOnePolicy =
      this.configuration.paths.list().length === 0 && !hasDecoratedController(modules);
  }

  /**
   * Foresees every route, and finds the policy of each.
   * @throws PolicyError with every error in the decorators.
   */
  start(platform: Platform, adapter: AbstractHttpAdapter, config: ApplicationConfig): CorsEngine {
    const issues: PolicyIssue[] = [];
    const routes = collectHandlerRoutes(this.#modules, config, adapter);
    const targets = routes.flatMap((route): RouteTarget[] => {
      const policy = this.handlerPolicies.resolve(route, (issue) => issues.push(issue));
      return policy === undefined ? [] : [{ route, policy }];
    });
    issues.push(...findRouteIssues(targets, ({ policy }) => policy));
    issues.push(...findInertDecorators(this.#modules));
    if (issues.some(({ severity }) => severity === "error")) throw new PolicyError(issues);
    this.host.log.warn(issues);
    const table = new RouteTable(targets, platform.createMatcher(routes));
    this.host.cells.onReplace((read) => {
      const found = findRouteIssues(targets, read);
      if (found.some(({ severity }) => severity === "error")) throw new PolicyError(found);
      return () => table.forgetMethods();
    });
    const versioning = config.getVersioning();
    const policies = new RequestPolicies(
      table,
      this.configuration,
      this.host,
      versioning,
      this.hasOnePolicy ? this.handlerPolicies.application : undefined,
    );
    this.#started = { table, policies, config };
    return new CorsEngine(this.host, this.configuration, policies);
  }

  /** Where the foreseen routes and the real ones differ. */
  compareRoutes(): readonly string[] {
    return this.#started?.table.compare() ?? [];
  }

  async explain(told: ToldRequest): Promise<Explanation> {
    const { table, policies, config } = this.#needStarted();
    const { selfOrigins } = this.configuration;
    const { origin = "", requestMethod = "", host = "" } = readToldRequest(told, selfOrigins);
    const { method, url } = told;
    const asked = { method, url, host, hostname: host.replace(/:\d+$/, "") };
    const isPreflight = method === "OPTIONS" && origin !== "" && requestMethod !== "";
    const headers = Object.fromEntries(
      Object.entries(told.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const version = readVersion({ headers }, config.getVersioning());
    const found = isPreflight
      ? policies.ofPreflight({ ...asked, method: requestMethod })
      : policies.ofArriving({ ...asked, version });
    if (found.cell === undefined) {
      const name = table.targets.find(({ route }) => route.url === found.route?.url)?.route.name;
      throw new Error(
        `${method} ${url} is untouched: ${name ?? "its handler"} answers for itself.`,
      );
    }
    return explainRequest(found.cell, told, selfOrigins, found.route);
  }

  routes(): ReturnType<CorsHandle["routes"]> {
    const { table } = this.#needStarted();
    return table.targets.map(({ route, policy }) => {
      const { method, url } = route;
      if (policy === "skip") return { method, url, policy, methods: [] };
      const cell = policy.policy;
      const filled = table.fillMethods(route, cell.policy);
      const methods = isPolicy(filled) ? filled.lists.methods : [];
      return { method, url, policy: cell.name, methods };
    });
  }

  #needStarted(): Started {
    if (this.#started === undefined) {
      throw new Error("Routes are known once the application has started: await app.init() first.");
    }
    return this.#started;
  }
}
