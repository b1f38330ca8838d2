import { type DynamicModule, Global, Inject, Injectable, Module } from "@nestjs/common";
import { describe, expect, test } from "vitest";
import {
  type CorsAsyncOptions,
  CorsModule,
  type CorsOptions,
  type CorsOptionsFactory,
  definePolicy,
} from "../src/index.ts";
import { PLATFORMS, start } from "./platforms.ts";
import { createSampleModule } from "./sample-application.ts";
import { MODULE, PARTNER, PUBLIC, READ } from "./sample-policies.ts";

/** What a ConfigService does, as far as it matters. */
@Injectable()
class Configuration {
  readonly #values = new Map([["PARTNER_ORIGINS", PARTNER]]);
  get(key: string): string {
    return this.#values.get(key) ?? "";
  }
}

@Global()
@Module({ providers: [Configuration], exports: [Configuration] })
class ConfigurationModule {}

/** A database, slower than every other module. */
@Injectable()
class StoredPolicies implements CorsOptionsFactory {
  readonly #configuration: Configuration;
  constructor(@Inject(Configuration) configuration: Configuration) {
    this.#configuration = configuration;
  }
  async createCorsOptions(): Promise<CorsOptions> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return optionsFor(this.#configuration);
  }
}

@Module({ providers: [StoredPolicies], exports: [StoredPolicies] })
class StoredPoliciesModule {}

function optionsFor(configuration: Configuration): CorsOptions {
  const partners = { origin: configuration.get("PARTNER_ORIGINS").split(",") };
  return { ...MODULE, policies: { partners, public: PUBLIC } };
}

const WAYS: readonly { readonly title: string; readonly options: CorsAsyncOptions }[] = [
  {
    title: "useFactory with inject",
    options: {
      inject: [Configuration],
      useFactory: async (configuration: Configuration) => optionsFor(configuration),
    },
  },
  { title: "useClass", options: { useClass: StoredPolicies } },
  {
    title: "useExisting with imports",
    options: { imports: [StoredPoliciesModule], useExisting: StoredPolicies },
  },
];

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  async function readers(cors: DynamicModule): Promise<object> {
    const module = createSampleModule(cors, { imports: [ConfigurationModule] });
    const running = await start(platform, module);
    try {
      return (await running.ask({ path: "/cats", headers: { origin: PARTNER } })).cors;
    } finally {
      await running.close();
    }
  }

  test.each(WAYS)("forRootAsync, $title", async ({ options }) => {
    expect(await readers(CorsModule.forRootAsync(options))).toStrictEqual(READ.partners);
  });

  test("a Policy stands wherever options do", async () => {
    const policies = { partners: definePolicy({ origin: [PARTNER] }), public: PUBLIC };
    const cors = CorsModule.forRoot({ policy: definePolicy(MODULE), policies });
    expect(await readers(cors)).toStrictEqual(READ.partners);
  });

  test("policy: false lets nobody in but where a decorator says so", async () => {
    const policies = { partners: { origin: [PARTNER] }, public: PUBLIC };
    const module = createSampleModule(CorsModule.forRoot({ policy: false, policies }));
    const running = await start(platform, module);
    try {
      const headers = { origin: PARTNER };
      expect((await running.ask({ path: "/cats", headers })).cors).toStrictEqual(READ.partners);
      expect(await running.ask({ path: "/plain", method: "POST", headers })).toMatchObject({
        status: 403,
        cors: { vary: "Origin" },
      });
    } finally {
      await running.close();
    }
  });

  test("two applications in one process keep their own policies", async () => {
    const open = createSampleModule(
      CorsModule.forRoot({ origin: "*", policies: { partners: PUBLIC, public: PUBLIC } }),
    );
    const first = await start(platform, createSampleModule());
    const second = await start(platform, open);
    try {
      const asked = { path: "/cats", headers: { origin: PARTNER } };
      expect((await first.ask(asked)).cors).toStrictEqual(READ.partners);
      expect((await second.ask(asked)).cors).toStrictEqual(READ.public);
    } finally {
      await first.close();
      await second.close();
    }
  });
});
