import { type INestApplication, VersioningType } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import inject, { type Response } from "light-my-request";
import { describe, expect, test } from "vitest";
import { CorsService } from "../src/index.ts";
import { PLATFORMS, type Platform } from "./platforms.ts";
import {
  createRandomApplication,
  createRandomUrl,
  Dice,
  hit,
  METHODS,
  ORIGIN,
  REQUEST_HOSTS,
} from "./random-application.ts";

const REQUESTS_PER_APPLICATION = 100;
type Method = (typeof METHODS)[number];

/** `CORSAGE_FUZZ=100000` adds as many requests per platform from a new seed. */
const more = Number(process.env["CORSAGE_FUZZ"] ?? 0);
const RUNS = [
  { seed: 20260101, requests: 20_000 },
  ...(more > 0 ? [{ seed: Date.now() % 2 ** 31, requests: more }] : []),
];

describe.each(PLATFORMS)("$platform", ({ platform }) => {
  test.each(RUNS)(
    "the handler foreseen is the handler that runs, $requests requests of seed $seed",
    { timeout: 600_000 },
    async ({ seed, requests }) => {
      const dice = new Dice(seed);
      const mistakes: string[] = [];
      const tally = { requests: 0, reached: 0 };
      while (tally.requests < requests) {
        // oxlint-disable-next-line no-await-in-loop -- one application at a time: `hit` is shared
        mistakes.push(...(await tryApplication(dice, platform, tally)));
      }
      expect(mistakes.slice(0, 5)).toStrictEqual([]);
      // Most random URLs lead nowhere, but a run that reaches nothing shows nothing.
      expect(tally.reached).toBeGreaterThan(tally.requests / 50);
    },
  );
});

async function tryApplication(
  dice: Dice,
  platform: Platform,
  tally: { requests: number; reached: number },
): Promise<readonly string[]> {
  const random = createRandomApplication(dice, platform);
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  const app = await NestFactory.create(random.module, random.adapter, {
    logger: { log: ignore, error: ignore, warn: (message: string) => void warnings.push(message) },
    abortOnError: false,
    ...random.nest,
  });
  random.configure(app);
  try {
    await app.init();
  } catch (error) {
    if (isRefusedByRouter(error)) return [];
    throw error;
  }
  const service = app.get(CorsService);
  const mistakes = warnings.filter((warning) => warning.includes("Please report this"));
  const isPolicyPerHandler =
    random.versioning === null || random.versioning.type === VersioningType.URI;
  for (let count = 0; count < REQUESTS_PER_APPLICATION; count += 1) {
    const method = dice.pick(METHODS);
    const url = createRandomUrl(dice);
    const version = dice.pick(["1", "2", "3", null]);
    const headers = {
      host: dice.pick(REQUEST_HOSTS),
      origin: ORIGIN,
      // As every browser sends it: without it, platform-fastify of Nest 11 does not find neutral versions either.
      accept: version === null ? "*/*" : `application/json;v=${version}`,
      ...(version !== null && { "x-v": version }),
    };
    hit.handler = "";
    // oxlint-disable-next-line no-await-in-loop -- one request at a time: `hit` is shared
    const answer = await send(app, platform, method, url, headers);
    const ran = hit.handler;
    tally.requests += 1;
    if (ran !== "") tally.reached += 1;
    // oxlint-disable-next-line no-await-in-loop -- belongs to the request above
    const explained = await service.explain({ method, url, headers });
    const told = `${platform} ${method} ${url} version ${version ?? "none"}: ran ${ran || "nothing"}`;
    const foreseen = random.handlers.get(explained.policy) ?? "";
    if (foreseen !== ran && !(ran === "" && hasEmptyParameter(platform, url))) {
      mistakes.push(`${told}, foreseen ${foreseen || "nothing"}`);
    }
    if (ran === "" || !isPolicyPerHandler) continue;
    const applied = answer.headers["access-control-expose-headers"];
    if (applied !== `x-${ran}`) mistakes.push(`${told}, applied ${String(applied)}`);
    // oxlint-disable-next-line no-await-in-loop -- belongs to the request above
    const granted = await sendPreflight(app, platform, method, url, headers);
    if (granted !== `x-${ran}`) mistakes.push(`${told}, preflight ${String(granted)}`);
  }
  await app.close();
  return mistakes;
}

async function send(
  app: INestApplication,
  platform: Platform,
  method: Method,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const instance = app.getHttpAdapter().getInstance();
  return platform === "fastify"
    ? instance.inject({ method, url, headers })
    : inject(instance, { method, url, headers: { ...headers } });
}

async function sendPreflight(
  app: INestApplication,
  platform: Platform,
  method: Method,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const asked = { ...headers, "access-control-request-method": method };
  const answer = await send(app, platform, "OPTIONS", url, asked);
  return answer.headers["access-control-allow-headers"];
}

/** Fastify's router matches an empty parameter, and Nest answers 404 from there; the policy of the route applies. */
function hasEmptyParameter(platform: Platform, url: string): boolean {
  return platform === "fastify" && /\/(?:\/|$|\?|;)/.test(url);
}

/** Some random routes are too much for Fastify, whoever declares them. */
function isRefusedByRouter(error: unknown): boolean {
  return error instanceof Error && /already declared|constraint/i.test(error.message);
}
