import type { CorsOptions, Policy } from "@corsage/core";
import { type DynamicModule, Module } from "@nestjs/common";
import { APP_GUARD } from "@nestjs/core";
import { CorsGuard } from "./cors-guard.ts";
import { CorsInstaller } from "./cors-installer.ts";
import { CORS_OPTIONS, type CorsAsyncOptions, provideOptions } from "./cors-options.ts";
import { CorsService } from "./cors-service.ts";

/**
 * Any guard costs each request several promises, so there is none where nothing is left to find out. Nest skips what a
 * factory does not give.
 */
function findGuard(service: CorsService, guard: CorsGuard): CorsGuard | undefined {
  return service.hasOnePolicy ? undefined : guard;
}

/**
 * CORS for a Nest application, on Fastify and on Express. Imported once, in the root module; `app.enableCors()` goes.
 *
 * ```ts
 * CorsModule.forRoot({ origin: ["https://app.example.com"], credentials: true })
 * CorsModule.forRoot({ policy: false })  // nobody, unless a controller says so
 * ```
 */
@Module({
  providers: [
    CorsInstaller,
    CorsService,
    CorsGuard,
    { provide: APP_GUARD, useFactory: findGuard, inject: [CorsService, CorsGuard] },
  ],
  exports: [CorsService],
})
export class CorsModule {
  /** Start-up stops with a PolicyError that has every error in the options. */
  static forRoot(options: CorsOptions | Policy): DynamicModule {
    return {
      module: CorsModule,
      global: true,
      providers: [{ provide: CORS_OPTIONS, useValue: options }],
    };
  }

  /** The same for options that a provider makes. */
  static forRootAsync(options: CorsAsyncOptions): DynamicModule {
    return {
      module: CorsModule,
      global: true,
      imports: [...(options.imports ?? [])],
      providers: provideOptions(options),
    };
  }
}
