import { createServer } from "node:net";
import { preflight } from "@corsage/wire";
import { ApolloDriver, type ApolloDriverConfig } from "@nestjs/apollo";
import { Controller, type DynamicModule, Injectable, type Type } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { GraphQLModule, Query, Resolver } from "@nestjs/graphql";
import { MercuriusDriver, type MercuriusDriverConfig } from "@nestjs/mercurius";
import { ClientProxyFactory, MessagePattern, Transport } from "@nestjs/microservices";
import { IoAdapter } from "@nestjs/platform-socket.io";
import { SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";
import { firstValueFrom } from "rxjs";
import { io } from "socket.io-client";
import { describe, expect, test } from "vitest";
import { Cors, CorsModule, CorsService } from "../../src/index.ts";
import { PLATFORMS, type Platform, start } from "../platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "../sample-application.ts";
import { APP, EVIL, HIDDEN, PARTNER, READ } from "../sample-policies.ts";

@Controller("sums")
class SumsController {
  @MessagePattern("sum")
  sum(numbers: readonly number[]): number {
    return numbers.reduce((sum, one) => sum + one, 0);
  }
}

@Injectable()
@WebSocketGateway({ cors: { origin: APP } })
class PingGateway {
  @SubscribeMessage("ping")
  @Cors("public") // does nothing here, and start-up says so
  ping(): { event: string; data: number } {
    return { event: "pong", data: 1 };
  }
}

@Resolver()
class HelloResolver {
  @Query(() => String)
  @Cors("public") // does nothing here, and start-up says so
  hello(): string {
    return "hi";
  }
}

function inertDecorators(warnings: readonly string[]): readonly (string | undefined)[] {
  return warnings
    .filter((warning) => warning.includes("has no effect"))
    .map((warning) => /a policy on (\S+)/.exec(warning)?.[1]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("not a TCP server");
  return address.port;
}

function microservice(port: number): { transport: Transport.TCP; options: object } {
  return { transport: Transport.TCP, options: { host: "127.0.0.1", port } };
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test("a hybrid application: the guard lets messages pass, HTTP is as ever", async () => {
    const port = await freePort();
    const module = createSampleModule(undefined, { controllers: [SumsController] });
    const running = await start(platform, module, {
      main: async (app) => {
        app.connectMicroservice(microservice(port), { inheritAppConfig: true });
        await app.startAllMicroservices();
      },
    });
    const client = ClientProxyFactory.create(microservice(port));
    try {
      expect(await firstValueFrom(client.send("sum", [1, 2, 3]))).toBe(6);
      const answer = await running.ask({ path: "/cats", headers: { origin: PARTNER } });
      expect(answer.cors).toStrictEqual(READ.partners);
    } finally {
      client.close();
      await running.close();
    }
  });

  test("a socket.io gateway: the guard lets messages pass, and the gateway's own option stands alone", async () => {
    const module = createSampleModule(undefined, { providers: [PingGateway] });
    const running = await start(platform, module, {
      main: (app) => app.useWebSocketAdapter(new IoAdapter(app)),
    });
    const client = io(`http://127.0.0.1:${running.port}`, { transports: ["websocket"] });
    try {
      const pong = await new Promise((resolve, reject) => {
        client.on("connect_error", reject);
        client.on("pong", resolve);
        client.emit("ping", 1);
      });
      expect(pong).toBe(1);
      const polling = { path: "/socket.io/?EIO=4&transport=polling", headers: { origin: APP } };
      expect((await running.ask(polling)).cors["access-control-allow-origin"]).toBe(APP);
      expect(inertDecorators(running.warnings)).toStrictEqual(["PingGateway.ping"]);
    } finally {
      client.close();
      await running.close();
    }
  });

  test.each(graphqlOn(platform))("GraphQL by a rule of paths: $driver", async ({ module }) => {
    const cors = CorsModule.forRoot({
      ...SAMPLE_OPTIONS,
      paths: [{ prefix: "/graphql", policy: "partners" }],
    });
    const application = createSampleModule(cors, {
      imports: [module],
      providers: [HelloResolver],
    });
    const running = await start(platform, application);
    const query = (origin: string): Parameters<typeof running.ask>[0] => ({
      method: "POST",
      path: "/graphql",
      headers: { origin, "content-type": "application/json" },
      body: '{"query":"{hello}"}',
    });
    try {
      const before = await running.ask(preflight(PARTNER, "POST", "/graphql", "content-type"));
      expect(before).toMatchObject({
        status: 204,
        cors: { "access-control-allow-origin": PARTNER },
      });
      const actual = await running.ask(query(PARTNER));
      expect(actual).toMatchObject({ status: 200, cors: READ.partners });
      expect(actual.body).toContain('"hi"');
      const refused = await running.ask(query(EVIL));
      expect(refused.body).not.toContain('"hi"');
      expect(inertDecorators(running.warnings)).toStrictEqual(["HelloResolver.hello"]);
      expect({ status: refused.status, cors: refused.cors }).toStrictEqual({
        status: 403,
        cors: HIDDEN,
      });
    } finally {
      await running.close();
    }
  });
});

function graphqlOn(
  platform: Platform,
): readonly { readonly driver: string; readonly module: DynamicModule }[] {
  const apollo = {
    driver: "Apollo",
    module: GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      playground: false,
    }),
  };
  if (platform === "express") return [apollo];
  const mercurius = {
    driver: "Mercurius",
    module: GraphQLModule.forRoot<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      autoSchemaFile: true,
    }),
  };
  return [apollo, mercurius];
}

test("a microservice alone, and a context without any server", async () => {
  const module: Type = createSampleModule();
  const service = await NestFactory.createMicroservice(module, {
    ...microservice(await freePort()),
    logger: false,
  });
  await service.listen();
  expect(() => service.get(CorsService).routes()).toThrow("once the application has started");
  await service.close();
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  expect(context.get(CorsService)).toBeInstanceOf(CorsService);
  await context.close();
});
