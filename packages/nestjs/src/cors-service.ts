import type { CorsHandle, Explanation, Policy, PolicyOptions } from "@corsage/core";
import type { ToldRequest } from "@corsage/host";
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
  Optional,
} from "@nestjs/common";
import { ApplicationConfig, ModulesContainer } from "@nestjs/core";
import { CorsApplication } from "./cors-application.ts";
import type { CorsEngine } from "./cors-engine.ts";
import { CorsInstaller } from "./cors-installer.ts";
import { assertOptions, CORS_OPTIONS } from "./cors-options.ts";
import type { Named } from "./nest-metadata.ts";
import type { RoutePolicy } from "./route-policy.ts";

/** The running policies: replace one, ask what would be decided, list the routes. */
@Injectable()
export class CorsService implements CorsHandle, OnModuleInit, OnApplicationBootstrap {
  readonly #logger = new Logger("CorsModule");
  readonly #application: CorsApplication;
  readonly #installer: CorsInstaller;
  readonly #config: ApplicationConfig;
  #engine: CorsEngine | undefined;

  // Tokens are explicit throughout, so that nothing depends on a compiler that emits the types of parameters.
  constructor(
    @Optional() @Inject(CORS_OPTIONS) options: unknown,
    @Inject(CorsInstaller) installer: CorsInstaller,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ApplicationConfig) config: ApplicationConfig,
  ) {
    assertOptions(options);
    this.#application = new CorsApplication(options, this.#logger, modules);
    this.#installer = installer;
    this.#config = config;
  }

  /** Routes are registered by now, and their prefix and versions final. */
  onModuleInit(): void {
    this.#installer.assertInstalled();
    const { platform, adapter } = this.#installer;
    if (platform === undefined || adapter === undefined) return;
    this.#engine = this.#application.start(platform, adapter, this.#config);
    this.#installer.start(this.#engine);
  }

  onApplicationBootstrap(): void {
    for (const difference of this.#application.compareRoutes()) {
      this.#logger.warn(
        `CORS: ${difference}, so its preflights get the module's policy. Please report this with the versions of @nestjs/core and the platform.`,
      );
    }
  }

  replace(next: PolicyOptions | Policy): void;
  replace(name: string, next: PolicyOptions | Policy): void;
  replace(first: string | PolicyOptions | Policy, second?: PolicyOptions | Policy): void {
    const { host, configuration } = this.#application;
    if (typeof first === "string") host.replaceIn(configuration, first, second);
    else host.replaceIn(configuration, undefined, first);
  }

  explain(request: ToldRequest): Promise<Explanation> {
    return this.#application.explain(request);
  }

  routes(): ReturnType<CorsHandle["routes"]> {
    return this.#application.routes();
  }

  /** @internal Whether the guard has nothing to find out. */
  get hasOnePolicy(): boolean {
    return this.#application.hasOnePolicy;
  }

  /** @internal For the guard: `undefined` without HTTP. */
  get engine(): CorsEngine | undefined {
    return this.#engine;
  }

  /** @internal For the guard. */
  policyOf(controller: Named, handler: Named): RoutePolicy | "skip" {
    return this.#application.handlerPolicies.of(controller, handler);
  }
}
