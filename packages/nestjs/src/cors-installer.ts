import { createIssue, PolicyError } from "@corsage/core";
import { Inject, Injectable } from "@nestjs/common";
import { type AbstractHttpAdapter, HttpAdapterHost } from "@nestjs/core";
import type { CorsEngine } from "./cors-engine.ts";
import { type Platform, platformOf } from "./platform.ts";

/** A registered symbol, so that two copies of this package in one process do not both take the first place. */
const INSTALLED: unique symbol = Symbol.for("corsage.nestjs.installed");

type MarkedAdapter = AbstractHttpAdapter & { [INSTALLED]?: true };

/**
 * Takes the first place in line as soon as there is an adapter: before `main.ts` gets the application, so that
 * nothing it adds can come first. It depends on nothing else, so that no asynchronous factory of options delays it.
 */
@Injectable()
export class CorsInstaller {
  readonly #host: HttpAdapterHost;
  #adapter: AbstractHttpAdapter | undefined;
  #platform: Platform | undefined;
  #engine: CorsEngine | undefined;
  #fault: unknown;

  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#host = host;
    // Under NestFactory the adapter is there already and this is called at once; under @nestjs/testing, later.
    host.init$.subscribe(() => this.#install());
  }

  /** `undefined` without HTTP: a microservice, a standalone context. */
  get platform(): Platform | undefined {
    return this.#platform;
  }

  get adapter(): AbstractHttpAdapter | undefined {
    return this.#adapter;
  }

  /** From now on requests are decided about. */
  start(engine: CorsEngine): void {
    this.#engine = engine;
  }

  /**
   * Called when start-up comes to this module.
   * @throws what went wrong at installation: thrown there, RxJS would end the process with it.
   */
  assertInstalled(): void {
    if (this.#fault !== undefined) throw this.#fault;
    const { httpAdapter } = this.#host;
    if (httpAdapter && httpAdapter !== this.#adapter) {
      throw new Error(
        "CorsModule serves the first application of a TestingModule only. Compile another TestingModule for another application.",
      );
    }
  }

  #install(): void {
    const adapter: MarkedAdapter | null | undefined = this.#host.httpAdapter;
    if (!adapter || this.#adapter !== undefined) return;
    this.#adapter = adapter;
    try {
      this.#takeFirstPlace(adapter);
    } catch (error) {
      this.#fault = error;
    }
  }

  #takeFirstPlace(adapter: MarkedAdapter): void {
    if (adapter[INSTALLED] === true) throw secondLayer("another CorsModule");
    adapter[INSTALLED] = true;
    // The option `cors` of NestFactory.create ends here too, at init.
    adapter.enableCors = () => {
      throw secondLayer("app.enableCors(), or the option `cors` of NestFactory.create(),");
    };
    const engine = (): CorsEngine | undefined => this.#engine;
    this.#platform = platformOf(adapter);
    this.#platform.install({
      get selfOrigins() {
        return engine()?.selfOrigins;
      },
      handle: (exchange, next) => {
        const started = engine();
        if (started === undefined) next();
        else started.handle(exchange, next);
      },
      handleError: (exchange) => engine()?.handleError(exchange),
    });
  }
}

function secondLayer(layer: string): PolicyError {
  return new PolicyError([createIssue("second-layer", [], undefined, { layer })]);
}
