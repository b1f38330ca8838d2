import { preflight } from "@corsage/wire";
import {
  Controller,
  Delete,
  Get,
  type INestApplication,
  RequestMethod,
  type Type,
  Version,
  VERSION_NEUTRAL,
  type VersioningOptions,
  VersioningType,
} from "@nestjs/common";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Cors, CorsModule, CorsService, PolicyError, SkipCors } from "../src/index.ts";
import { PLATFORMS, type RunningApplication, start } from "./platforms.ts";
import { createSampleModule, SAMPLE_OPTIONS } from "./sample-application.ts";
import { ran } from "./sample-controllers.ts";
import { APP, EVIL, HIDDEN, MODULE, PARTNER, PARTNERS, READ } from "./sample-policies.ts";

@Controller({ path: "versions", version: "1" })
@Cors(MODULE)
class FirstVersionController {
  @Get()
  find(): string {
    ran.push("v1.find");
    return "v1";
  }
  @Delete()
  remove(): string {
    ran.push("v1.remove");
    return "v1";
  }
}

@Controller({ path: "versions", version: "2" })
@Cors("partners")
class SecondVersionController {
  @Get()
  find(): string {
    ran.push("v2.find");
    return "v2";
  }
  @Delete()
  remove(): string {
    ran.push("v2.remove");
    return "v2";
  }
}

@Controller({ path: "versions", version: VERSION_NEUTRAL })
@Cors("public")
class NeutralController {
  @Get()
  find(): string {
    ran.push("neutral.find");
    return "neutral";
  }
  @Get("third")
  @Version("3")
  @Cors("partners")
  third(): string {
    ran.push("v3.third");
    return "v3";
  }
}

const DIFFERENT: readonly Type[] = [
  FirstVersionController,
  SecondVersionController,
  NeutralController,
];

/** Alike in every version, so that no preflight has to tell them apart. */
@Controller({ path: "alike", version: "1" })
@Cors("partners")
class FirstAlikeController {
  @Delete()
  remove(): string {
    ran.push("alike1.remove");
    return "v1";
  }
}

@Controller({ path: "alike", version: "2" })
@Cors("partners")
class SecondAlikeController {
  @Delete()
  remove(): string {
    ran.push("alike2.remove");
    return "v2";
  }
}

/** Alike by what it says, not by a name. */
@Controller({ path: "alike", version: "3" })
@Cors(PARTNERS)
class ThirdAlikeController {
  @Delete()
  remove(): void {}
}

@Controller({ path: "alike", version: "4" })
@SkipCors()
class SkippedAlikeController {
  @Delete()
  remove(): void {}
}

function sample(controllers: readonly Type[]): Type {
  return createSampleModule(CorsModule.forRoot(SAMPLE_OPTIONS), { controllers });
}

interface Told {
  readonly kind: string;
  readonly versioning: VersioningOptions;
  readonly tell: (version: string) => Readonly<Record<string, string>>;
}

const HIDDEN_VERSIONS: readonly Told[] = [
  {
    kind: "header",
    versioning: { type: VersioningType.HEADER, header: "X-Api-Version" },
    tell: (version) => ({ "x-api-version": version }),
  },
  {
    kind: "media type",
    versioning: { type: VersioningType.MEDIA_TYPE, key: "v=" },
    tell: (version) => ({ accept: `application/json;v=${version}` }),
  },
  {
    kind: "custom",
    versioning: {
      type: VersioningType.CUSTOM,
      extractor: (request: unknown) => headerOf(request, "x-api-version"),
    },
    tell: (version) => ({ "x-api-version": version }),
  },
];

function headerOf(request: unknown, name: string): string {
  const isRequest = typeof request === "object" && request !== null && "headers" in request;
  const headers: unknown = isRequest ? request.headers : undefined;
  const value: unknown =
    typeof headers === "object" && headers !== null ? Reflect.get(headers, name) : undefined;
  return typeof value === "string" ? value : "";
}

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  beforeEach(() => void (ran.length = 0));

  describe("versions in the URL, and a prefix with exclusions", () => {
    let running: RunningApplication;
    beforeAll(async () => {
      running = await start(platform, sample(DIFFERENT), {
        main: (app) => {
          app.setGlobalPrefix("api", { exclude: [{ path: "plain", method: RequestMethod.GET }] });
          app.enableVersioning({ type: VersioningType.URI });
        },
      });
    });
    afterAll(() => running.close());

    test.each([
      { title: "version 1", origin: APP, path: "/api/v1/versions", cors: READ.module },
      { title: "version 2", origin: PARTNER, path: "/api/v2/versions", cors: READ.partners },
      { title: "version 2 for another", origin: EVIL, path: "/api/v2/versions", cors: HIDDEN },
      { title: "neutral", origin: EVIL, path: "/api/versions", cors: READ.public },
      {
        title: "a handler's version",
        origin: PARTNER,
        path: "/api/v3/versions/third",
        cors: READ.partners,
      },
      { title: "excluded from the prefix", origin: APP, path: "/plain", cors: READ.module },
      { title: "with the prefix", origin: EVIL, path: "/api/cats/me", cors: READ.public },
    ])("$title", async ({ origin, path, cors }) => {
      const actual = await running.ask({ path, headers: { origin } });
      expect({ status: actual.status, cors: actual.cors }).toStrictEqual({ status: 200, cors });
      const before = await running.ask(preflight(origin, "GET", path));
      expect(before.cors).toMatchObject(cors);
      expect(before.status).toBe(cors === HIDDEN ? 403 : 204);
    });

    test("the foreseen routes are the real ones", () => {
      expect(running.warnings.filter((warning) => warning.includes("report this"))).toStrictEqual(
        [],
      );
    });
  });

  describe.each(HIDDEN_VERSIONS)("versions by $kind", ({ versioning, tell }) => {
    const main = (app: INestApplication): unknown => app.enableVersioning(versioning);

    test("versions of one path that differ stop start-up, and both are named", async () => {
      const starting = start(platform, sample(DIFFERENT), { main });
      await expect(starting).rejects.toThrow(PolicyError);
      await expect(starting).rejects.toThrow(
        /a preflight cannot tell FirstVersionController\.find \(GET \/versions, version 1\) from SecondVersionController\.find \(GET \/versions, version 2\)/,
      );
    });

    test("a neutral version is one of them", async () => {
      const starting = start(platform, sample([FirstVersionController, NeutralController]), {
        main,
      });
      await expect(starting).rejects.toThrow(
        /a preflight cannot tell FirstVersionController\.find \(GET \/versions, version 1\) from NeutralController\.find/,
      );
    });

    test("so is one that answers for itself", async () => {
      const starting = start(platform, sample([FirstAlikeController, SkippedAlikeController]), {
        main,
      });
      await expect(starting).rejects.toThrow(
        /a preflight cannot tell FirstAlikeController\.remove .* from SkippedAlikeController\.remove/,
      );
    });

    test("a replacement that would make them differ is kept out", async () => {
      const running = await start(platform, sample([FirstAlikeController, ThirdAlikeController]), {
        main,
      });
      try {
        const service = running.app.get(CorsService);
        expect(() => service.replace("partners", { origin: [EVIL] })).toThrow(
          "a preflight cannot tell FirstAlikeController.remove",
        );
        const headers = { origin: PARTNER, ...tell("1") };
        const answer = await running.ask({ method: "DELETE", path: "/alike", headers });
        expect(answer).toMatchObject({ status: 200, cors: READ.partners });
      } finally {
        await running.close();
      }
    });

    test("versions alike: preflights are granted, each version runs", async () => {
      const running = await start(platform, sample([FirstAlikeController, SecondAlikeController]), {
        main,
      });
      try {
        const before = await running.ask(preflight(PARTNER, "DELETE", "/alike", "x-api-version"));
        expect({ status: before.status, cors: before.cors }).toMatchObject({
          status: 204,
          cors: READ.partners,
        });
        for (const version of ["1", "2"]) {
          // oxlint-disable-next-line no-await-in-loop -- in order, as `ran` is compared
          const actual = await running.ask({
            method: "DELETE",
            path: "/alike",
            headers: { origin: PARTNER, ...tell(version) },
          });
          expect({ status: actual.status, cors: actual.cors }).toStrictEqual({
            status: 200,
            cors: READ.partners,
          });
        }
        expect(ran.filter((name) => name.startsWith("alike"))).toStrictEqual([
          "alike1.remove",
          "alike2.remove",
        ]);
        const refused = await running.ask({
          method: "DELETE",
          path: "/alike",
          headers: { origin: EVIL, ...tell("1") },
        });
        expect(refused.status).toBe(403);
        expect(running.warnings.filter((one) => one.includes("report this"))).toStrictEqual([]);
      } finally {
        await running.close();
      }
    });
  });
});
