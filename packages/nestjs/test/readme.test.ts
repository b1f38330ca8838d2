import { readFileSync } from "node:fs";
import { preflight } from "@corsage/wire";
import { Global, Module } from "@nestjs/common";
import { CorsService } from "@corsage/nestjs";
import { describe, expect, test } from "vitest";
import { PLATFORMS, start } from "./platforms.ts";
import { AppModule } from "./readme/app.module.ts";
import { cors as configured, Partners, PartnerSync } from "./readme/from-configuration.ts";
import { cors as graphql } from "./readme/graphql.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const SNIPPETS = [...README.matchAll(/<!-- (test\/readme\/[a-z.-]+\.ts) -->\n+```ts\n(.*?)```/gs)];

test("every snippet is a file that is compiled, and run below", () => {
  expect(SNIPPETS).toHaveLength(README.match(/^```ts$/gm)?.length ?? 0);
  expect(SNIPPETS).toHaveLength(4);
});

test.each(SNIPPETS.map(([, file, text]) => ({ file, text })))("$file", ({ file, text }) => {
  expect(text).toBe(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
});

@Global()
@Module({ providers: [Partners, PartnerSync], exports: [Partners] })
class PartnersModule {}

@Module({ imports: [PartnersModule, configured] })
class ConfiguredModule {}

@Module({ imports: [graphql] })
class GraphqlModule {}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test("the module and the controller", async () => {
    const running = await start(platform, AppModule);
    try {
      const shop = "https://shop.partner.example.net";
      const admin = "https://admin.example.com";
      const asked = [
        { origin: shop, method: "GET", path: "/cats", status: 204 },
        { origin: shop, method: "DELETE", path: "/cats/1", status: 403 },
        { origin: admin, method: "DELETE", path: "/cats/1", status: 204 },
        { origin: admin, method: "PUT", path: "/cats/1", status: 403 },
        { origin: shop, method: "POST", path: "/cats/login/callback", status: 204 },
        { origin: "https://anybody.example", method: "GET", path: "/cats/breeds", status: 204 },
      ];
      const answers = await Promise.all(
        asked.map(({ origin, method, path }) => running.ask(preflight(origin, method, path))),
      );
      expect(answers.map(({ status }) => status)).toStrictEqual(asked.map(({ status }) => status));
      const { body } = await running.ask({ path: "/cats", headers: { origin: shop } });
      expect(JSON.parse(body)).toStrictEqual({ cats: [], decided: "allowed" });
    } finally {
      await running.close();
    }
  });

  test("origins from a provider, and again", async () => {
    const running = await start(platform, ConfiguredModule);
    try {
      const service = running.app.get(CorsService);
      running.app.get(Partners).origins = async () => ["https://other.partner.example.net"];
      await running.app.get(PartnerSync).sync();
      const told = { method: "GET", url: "/", origin: "https://app.example.com" };
      expect(await service.explain(told)).toMatchObject({ decision: { code: "allowed" } });
    } finally {
      await running.close();
    }
  });

  test("a rule for GraphQL", async () => {
    const running = await start(platform, GraphqlModule);
    try {
      const shop = "https://shop.example.com";
      expect(await running.ask(preflight(shop, "POST", "/graphql"))).toMatchObject({ status: 204 });
      expect(await running.ask(preflight(shop, "POST", "/other"))).toMatchObject({ status: 403 });
    } finally {
      await running.close();
    }
  });
});
