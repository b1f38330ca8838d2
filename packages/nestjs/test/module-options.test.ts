import { type DynamicModule, Inject, Injectable, Module } from "@nestjs/common";
import { ConfigModule, ConfigService } from "@nestjs/config";
import initSqlJs, { type Database } from "sql.js";
import { describe, expect, test } from "vitest";
import {
  type CorsAsyncOptions,
  CorsModule,
  type CorsOptions,
  type CorsOptionsFactory,
  CorsService,
  definePolicy,
  type PolicyOptions,
} from "../src/index.ts";
import { PLATFORMS, start } from "./platforms.ts";
import { createSampleModule } from "./sample-application.ts";
import { EVIL, HIDDEN, MODULE, PARTNER, PUBLIC, READ } from "./sample-policies.ts";

const configuration = ConfigModule.forRoot({
  ignoreEnvFile: true,
  load: [() => ({ cors: { partners: [PARTNER] } })],
});

const DATABASE: unique symbol = Symbol("database");

async function openDatabase(): Promise<Database> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run("CREATE TABLE partners (origin TEXT NOT NULL)");
  database.run("INSERT INTO partners VALUES (?)", [PARTNER]);
  return database;
}

/** Policies of a database, which is opened while the application starts. */
@Injectable()
class StoredPolicies implements CorsOptionsFactory {
  readonly #database: Database;
  constructor(@Inject(DATABASE) database: Database) {
    this.#database = database;
  }
  async createCorsOptions(): Promise<CorsOptions> {
    return { ...MODULE, policies: { partners: this.partners(), public: PUBLIC } };
  }
  partners(): PolicyOptions {
    const [found] = this.#database.exec("SELECT origin FROM partners");
    return { origin: (found?.values ?? []).flat().map(String) };
  }
}

@Module({
  providers: [{ provide: DATABASE, useFactory: openDatabase }, StoredPolicies],
  exports: [DATABASE, StoredPolicies],
})
class DatabaseModule {}

const WAYS: readonly { readonly title: string; readonly options: CorsAsyncOptions }[] = [
  {
    title: "useFactory, from the ConfigService",
    options: {
      imports: [configuration],
      inject: [ConfigService],
      useFactory: (config: ConfigService): CorsOptions => ({
        ...MODULE,
        policies: {
          partners: { origin: config.getOrThrow<string[]>("cors.partners") },
          public: PUBLIC,
        },
      }),
    },
  },
  {
    title: "useClass, with a database injected",
    options: { imports: [DatabaseModule], useClass: StoredPolicies },
  },
  {
    title: "useExisting, from a database",
    options: { imports: [DatabaseModule], useExisting: StoredPolicies },
  },
];

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  async function readers(cors: DynamicModule): Promise<object> {
    const running = await start(platform, createSampleModule(cors));
    try {
      return (await running.ask({ path: "/cats", headers: { origin: PARTNER } })).cors;
    } finally {
      await running.close();
    }
  }

  test.each(WAYS)("forRootAsync, $title", async ({ options }) => {
    expect(await readers(CorsModule.forRootAsync(options))).toStrictEqual(READ.partners);
  });

  test("a policy of the database follows it without a restart", async () => {
    const cors = CorsModule.forRootAsync({
      imports: [DatabaseModule],
      useExisting: StoredPolicies,
    });
    const running = await start(platform, createSampleModule(cors));
    const asked = { path: "/cats", headers: { origin: EVIL } };
    try {
      expect((await running.ask(asked)).cors).toStrictEqual(HIDDEN);
      const database = running.app.get<Database>(DATABASE, { strict: false });
      database.run("INSERT INTO partners VALUES (?)", [EVIL]);
      const stored = running.app.get(StoredPolicies, { strict: false });
      running.app.get(CorsService).replace("partners", stored.partners());
      expect((await running.ask(asked)).cors).toStrictEqual({
        ...READ.partners,
        "access-control-allow-origin": EVIL,
      });
    } finally {
      await running.close();
    }
  });

  test("options that a provider cannot make stop start-up", async () => {
    const useFactory = async (): Promise<CorsOptions> => {
      throw new Error("the database is down");
    };
    const module = createSampleModule(CorsModule.forRootAsync({ useFactory }));
    await expect(start(platform, module)).rejects.toThrow("the database is down");
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
