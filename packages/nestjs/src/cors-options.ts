import type { CorsOptions, Policy } from "@corsage/core";
import type {
  FactoryProvider,
  InjectionToken,
  ModuleMetadata,
  OptionalFactoryDependency,
  Provider,
  Type,
} from "@nestjs/common";

/** The token of the options, for `overrideProvider` in tests. */
export const CORS_OPTIONS: unique symbol = Symbol.for("corsage.nestjs.options");

/** A provider that makes the options: from a database, a vault, a ConfigService. */
export interface CorsOptionsFactory {
  createCorsOptions(): CorsOptions | Policy | Promise<CorsOptions | Policy>;
}

interface AsyncOptions {
  /** Modules whose providers are injected. */
  readonly imports?: ModuleMetadata["imports"];
}
interface UseFactory extends AsyncOptions {
  readonly useFactory: (
    // What `inject` names; a tuple of unrelated types that only the caller knows.
    ...injected: never[]
  ) => CorsOptions | Policy | Promise<CorsOptions | Policy>;
  readonly inject?: readonly (InjectionToken | OptionalFactoryDependency)[];
  readonly useClass?: never;
  readonly useExisting?: never;
}
interface UseClass extends AsyncOptions {
  readonly useClass: Type<CorsOptionsFactory>;
  readonly useFactory?: never;
  readonly useExisting?: never;
}
interface UseExisting extends AsyncOptions {
  readonly useExisting: InjectionToken<CorsOptionsFactory>;
  readonly useFactory?: never;
  readonly useClass?: never;
}

/** Exactly one of `useFactory`, `useClass` and `useExisting`. */
export type CorsAsyncOptions = UseFactory | UseClass | UseExisting;

/**
 * The providers that put options where the service looks for them.
 * @throws TypeError where there is no way to make them, or more than one.
 */
export function provideOptions(options: CorsAsyncOptions): Provider[] {
  const ways = (["useFactory", "useClass", "useExisting"] as const).filter((way) => options[way]);
  if (ways.length !== 1) {
    throw new TypeError(
      `CorsModule.forRootAsync takes exactly one of useFactory, useClass and useExisting; it was given ${ways.join(" and ") || "none"}.`,
    );
  }
  if (options.useFactory !== undefined) {
    const { useFactory, inject = [] } = options;
    return [{ provide: CORS_OPTIONS, useFactory, inject: [...inject] } satisfies FactoryProvider];
  }
  if (options.useClass !== undefined) {
    return [{ provide: options.useClass, useClass: options.useClass }, provideBy(options.useClass)];
  }
  return [provideBy(options.useExisting)];
}

function provideBy(factory: InjectionToken<CorsOptionsFactory>): FactoryProvider {
  return {
    provide: CORS_OPTIONS,
    useFactory: (found: Partial<CorsOptionsFactory>) => {
      if (found.createCorsOptions !== undefined) return found.createCorsOptions();
      throw new TypeError(
        `${found.constructor.name} has no method createCorsOptions(), which CorsModule.forRootAsync asks for the options.`,
      );
    },
    inject: [factory],
  };
}

/** @throws TypeError where the class is imported alone, or a factory forgets to return. */
export function assertOptions(options: unknown): void {
  if (options !== undefined) return;
  throw new TypeError(
    'CorsModule has no options. Import CorsModule.forRoot({ origin: ["https://app.example.com"] }) or CorsModule.forRootAsync({ … }) in the root module, and nowhere else: it is global. A factory returns the options.',
  );
}
