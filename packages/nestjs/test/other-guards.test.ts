import { from, preflight } from "@corsage/wire";
import {
  type CanActivate,
  Controller,
  Delete,
  Inject,
  Injectable,
  Module,
  Scope,
} from "@nestjs/common";
import {
  APP_GUARD,
  type ContextId,
  ContextIdFactory,
  type ContextIdStrategy,
  type HostComponentInfo,
  REQUEST,
} from "@nestjs/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Cors, CorsModule } from "../src/index.ts";
import { PLATFORMS, type RunningApplication, start } from "./platforms.ts";
import { APP, EVIL, HIDDEN, READ } from "./sample-policies.ts";

const ran: string[] = [];

@Injectable({ scope: Scope.REQUEST })
class RequestScopedGuard implements CanActivate {
  readonly #request: { readonly url: string };
  constructor(@Inject(REQUEST) request: { readonly url: string }) {
    this.#request = request;
  }
  canActivate(): boolean {
    ran.push(`request-scoped guard ${this.#request.url}`);
    return true;
  }
}

@Injectable({ scope: Scope.REQUEST, durable: true })
class Tenant {
  readonly name: string;
  constructor(@Inject(REQUEST) payload: { readonly tenant: string }) {
    this.name = payload.tenant;
  }
}

@Injectable({ scope: Scope.REQUEST, durable: true })
class DurableGuard implements CanActivate {
  readonly #tenant: Tenant;
  constructor(@Inject(Tenant) tenant: Tenant) {
    this.#tenant = tenant;
  }
  canActivate(): boolean {
    ran.push(`durable guard of ${this.#tenant.name}`);
    return true;
  }
}

class RecordingGuard implements CanActivate {
  canActivate(): boolean {
    ran.push("global guard");
    return true;
  }
}

@Controller("durable")
@Cors({ origin: [APP], credentials: true })
class DurableController {
  readonly #tenant: Tenant;
  constructor(@Inject(Tenant) tenant: Tenant) {
    this.#tenant = tenant;
  }
  @Delete()
  remove(): string {
    ran.push("handler");
    return this.#tenant.name;
  }
}

@Module({
  imports: [CorsModule.forRoot({ policy: false })],
  controllers: [DurableController],
  providers: [
    Tenant,
    { provide: APP_GUARD, useClass: RequestScopedGuard },
    { provide: APP_GUARD, useClass: DurableGuard },
  ],
})
class TenantsModule {}

/** Providers of one tenant are shared by its requests. */
class TenantStrategy implements ContextIdStrategy {
  readonly #roots = new Map<string, ContextId>();
  attach(
    contextId: ContextId,
    { headers }: { headers: Readonly<Record<string, string | undefined>> },
  ): { resolve(info: HostComponentInfo): ContextId; payload: { tenant: string } } {
    const tenant = headers["x-tenant"] ?? "nobody";
    const root = this.#roots.get(tenant) ?? ContextIdFactory.create();
    this.#roots.set(tenant, root);
    return {
      resolve: ({ isTreeDurable }) => (isTreeDurable ? root : contextId),
      payload: { tenant },
    };
  }
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  let running: RunningApplication;
  beforeAll(async () => {
    ContextIdFactory.apply(new TenantStrategy());
    running = await start(platform, TenantsModule, {
      main: (app) => app.useGlobalGuards(new RecordingGuard()),
    });
  });
  afterAll(() => running.close());
  beforeEach(() => void (ran.length = 0));

  test("a preflight reaches none of them", async () => {
    const answer = await running.ask(preflight(APP, "DELETE", "/durable"));
    expect(answer).toMatchObject({ status: 204, cors: READ.module });
    expect(ran).toStrictEqual([]);
  });

  test("nor does a refused write", async () => {
    const answer = await running.ask(from(EVIL, "/durable", { method: "DELETE" }));
    expect({ status: answer.status, cors: answer.cors }).toStrictEqual({
      status: 403,
      cors: HIDDEN,
    });
    expect(ran).toStrictEqual([]);
  });

  test.each(["acme", "globex"])("the rest is theirs, tenant %s", async (tenant) => {
    const headers = { "x-tenant": tenant };
    const answer = await running.ask(from(APP, "/durable", { method: "DELETE", headers }));
    expect(answer).toMatchObject({ status: 200, cors: READ.module, body: tenant });
    expect(ran.toSorted()).toStrictEqual([
      `durable guard of ${tenant}`,
      "global guard",
      "handler",
      "request-scoped guard /durable",
    ]);
  });
});
