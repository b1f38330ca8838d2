import {
  Controller,
  Delete,
  Get,
  type INestApplication,
  Injectable,
  Module,
  type Type,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Test } from "@nestjs/testing";
import { describe, expect, test } from "vitest";
import { Cors, CorsModule, type CorsOptions, type PolicyOptions } from "../src/index.ts";
import { createAdapter, PLATFORMS, type Platform, start } from "./platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { APP } from "./sample-policies.ts";

/** What start-up stops with. */
async function failure(
  platform: Platform,
  module: Type,
  main?: (app: INestApplication) => unknown,
  nest = {},
): Promise<string> {
  try {
    const running = await start(platform, module, { nest, ...(main && { main }) });
    await running.close();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "it started";
}

function moduleOf(options: CorsOptions, ...controllers: Type[]): Type {
  @Module({ imports: [CorsModule.forRoot(options)], controllers })
  class TestedModule {}
  return TestedModule;
}

@Controller("named")
class UnknownNameController {
  @Get()
  @Cors("nobody")
  find(): void {}
}

@Controller("both")
@Cors("nobody-either")
class UnknownClassNameController {
  @Get()
  find(): void {}
}

const FAULTY: PolicyOptions = { origin: ["https://app.example.com/"] };

@Controller("faulty")
class FaultyController {
  @Get()
  @Cors(FAULTY)
  find(): void {}
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test("unknown names are told together, each with its place", async () => {
    const module = moduleOf(
      { origin: [APP], policies: { partners: { origin: [APP] } } },
      UnknownNameController,
      UnknownClassNameController,
    );
    const message = await failure(platform, module);
    expect(message).toContain("2 errors");
    expect(message).toContain(
      '@Cors on UnknownNameController.find refers to the policy "nobody", which does not exist. Known names: ["partners"].',
    );
    expect(message).toContain(
      '@Cors on UnknownClassNameController refers to the policy "nobody-either"',
    );
  });

  test("a faulty decorator is told with its place", async () => {
    expect(await failure(platform, moduleOf({ origin: [APP] }, FaultyController))).toContain(
      "FaultyController.find.@Cors.origin[0]",
    );
  });

  test("faulty options stop create()", async () => {
    await expect(
      NestFactory.create(moduleOf(FAULTY), createAdapter(platform), {
        logger: false,
        abortOnError: false,
      }),
    ).rejects.toThrow("origin[0]");
  });

  test("the class alone is told what to import instead", async () => {
    @Module({ imports: [CorsModule] })
    class ForgetfulModule {}
    expect(await failure(platform, ForgetfulModule)).toBe(
      'CorsModule has no options. Import CorsModule.forRoot({ origin: ["https://app.example.com"] }) or CorsModule.forRootAsync({ … }) in the root module, and nowhere else: it is global. A factory returns the options.',
    );
  });

  test("so is a factory without its method", async () => {
    class Policies {}
    // @ts-expect-error -- it makes no options
    const cors = CorsModule.forRootAsync({ useClass: Policies });
    @Module({ imports: [cors] })
    class ForgetfulModule {}
    expect(await failure(platform, ForgetfulModule)).toBe(
      "Policies has no method createCorsOptions(), which CorsModule.forRootAsync asks for the options.",
    );
  });

  const secondLayer =
    "app.enableCors(), or the option `cors` of NestFactory.create(), sets CORS headers too. Exactly one layer may: remove it";

  test("app.enableCors() beside the module", async () => {
    const message = await failure(platform, createSampleModule(), (app) => app.enableCors());
    expect(message).toContain(secondLayer);
  });

  test("NestFactory.create(…, { cors }) beside the module", async () => {
    const message = await failure(platform, createSampleModule(), undefined, { cors: true });
    expect(message).toContain(secondLayer);
  });

  test("the module twice", async () => {
    @Module({ imports: [CorsModule.forRoot({ origin: [APP] })] })
    class InnerModule {}
    @Module({ imports: [CorsModule.forRoot({ policy: false }), InnerModule] })
    class OuterModule {}
    expect(await failure(platform, OuterModule)).toContain("another CorsModule sets CORS headers");
  });

  test("a second application of one TestingModule", async () => {
    const testing = await Test.createTestingModule({ imports: [createSampleModule()] }).compile();
    const first = testing.createNestApplication(createAdapter(platform), { logger: false });
    await first.init();
    const second = testing.createNestApplication(createAdapter(platform), { logger: false });
    await expect(second.init()).rejects.toThrow("the first application of a TestingModule only");
    await first.close();
  });

  test("policies that differ at a URL, one of them unenforced, are warned about", async () => {
    @Controller("mixed")
    class MixedController {
      @Get()
      @Cors({ origin: "*", enforce: "off" })
      find(): void {}
      @Delete()
      remove(): void {}
    }
    const running = await start(platform, moduleOf({ origin: [APP] }, MixedController));
    await running.close();
    expect(running.warnings).toHaveLength(1);
    expect(running.warnings[0]).toContain(
      "the methods of /mixed have different policies and one is not enforced",
    );
  });

  test("decorators where no route is are warned about", async () => {
    @Injectable()
    @Cors("public")
    class CatsResolver {}
    @Injectable()
    class ChatGateway {
      @Cors("public")
      say(): void {}
    }
    @Controller("events")
    class EventsController {
      @Cors("public")
      onEvent(): void {}
    }
    const module = createSampleModule(CorsModule.forRoot(SAMPLE_OPTIONS), {
      controllers: [EventsController],
      providers: [CatsResolver, ChatGateway],
    });
    const running = await start(platform, module);
    await running.close();
    const inert = running.warnings.filter((warning) => warning.includes("has no effect"));
    expect(inert.map((warning) => /a policy on (\S+)/.exec(warning)?.[1])).toStrictEqual([
      "CatsResolver",
      "ChatGateway.say",
      "EventsController.onEvent",
    ]);
  });

  test("warnings of a policy are logged once, where it is defined", async () => {
    @Controller("warned")
    @Cors("partners")
    class WarnedController {
      @Get()
      find(): void {}
      @Delete()
      @Cors({ origin: [APP], maxAge: 80_000 })
      remove(): void {}
    }
    const policies = { partners: { origin: [APP], maxAge: 86_400 } };
    const running = await start(platform, moduleOf({ policy: false, policies }, WarnedController));
    await running.close();
    expect(running.warnings).toHaveLength(2);
    expect(running.warnings[0]).toContain("86400");
    expect(running.warnings[1]).toContain("WarnedController.remove.@Cors.maxAge");
  });

  test("warnings of the options are logged once", async () => {
    const running = await start(platform, moduleOf({ origin: [APP], maxAge: 86_400 }));
    await running.close();
    expect(running.warnings).toHaveLength(1);
    expect(running.warnings[0]).toContain("maxAge");
  });
});

test("what the compiler rejects", () => {
  // @ts-expect-error -- any origin with credentials
  expect(() => Cors({ origin: "*", credentials: true })).not.toThrow();
  // @ts-expect-error -- the origin reflected
  expect(() => CorsModule.forRoot({ origin: true })).not.toThrow();
  // @ts-expect-error -- any origin with credentials
  expect(() => CorsModule.forRoot({ origin: "*", credentials: true })).not.toThrow();
  const useFactory = (): CorsOptions => ({ policy: false });
  const both = { useFactory, useClass: 7 };
  // @ts-expect-error -- both a factory and a class
  expect(() => CorsModule.forRootAsync(both)).toThrow(
    "CorsModule.forRootAsync takes exactly one of useFactory, useClass and useExisting; it was given useFactory and useClass.",
  );
  // @ts-expect-error -- neither
  expect(() => CorsModule.forRootAsync({})).toThrow("it was given none.");
});
