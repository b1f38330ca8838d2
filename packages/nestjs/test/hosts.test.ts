import { preflight } from "@corsage/wire";
import { Controller, Get, type Type } from "@nestjs/common";
import { describe, expect, test } from "vitest";
import { Cors, CorsModule } from "../src/index.ts";
import { PLATFORMS, start } from "./platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { EVIL, READ } from "./sample-policies.ts";

@Controller({ path: "hosted", host: "admin.example.com" })
@Cors("public")
class HostedController {
  @Get()
  find(): string {
    return "hosted";
  }
}

@Controller({ path: "tenant", host: ":name.tenants.example.com" })
@Cors("public")
class TenantController {
  @Get()
  find(): string {
    return "tenant";
  }
}

@Controller("tenant")
class NoTenantController {
  @Get()
  find(): string {
    return "no tenant";
  }
}

function sample(controllers: readonly Type[]): Type {
  return createSampleModule(CorsModule.forRoot(SAMPLE_OPTIONS), { controllers });
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test("a controller's host decides whether its policy applies", async () => {
    const running = await start(platform, sample([HostedController]));
    try {
      const asked = preflight(EVIL, "GET", "/hosted");
      const its = { ...asked, headers: { ...asked.headers, host: "admin.example.com" } };
      expect((await running.ask(its)).cors).toMatchObject(READ.public);
      const other = { ...asked, headers: { ...asked.headers, host: "other.example.com" } };
      expect((await running.ask(other)).status).toBe(403);
    } finally {
      await running.close();
    }
  });
});

// Fastify has one route per path, so Nest cannot declare this there.
test("one path on two hosts, which Express can route", async () => {
  const running = await start("express", sample([TenantController, NoTenantController]));
  try {
    const asked = preflight(EVIL, "GET", "/tenant");
    const its = { ...asked, headers: { ...asked.headers, host: "acme.tenants.example.com" } };
    expect((await running.ask(its)).cors).toMatchObject(READ.public);
    expect((await running.ask(asked)).status).toBe(403);
  } finally {
    await running.close();
  }
});
