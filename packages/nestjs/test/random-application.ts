import {
  All,
  Controller,
  Delete,
  Get,
  Head,
  type INestApplication,
  Module,
  type NestApplicationOptions,
  Options,
  Patch,
  Post,
  Put,
  type Type,
  Version,
  VERSION_NEUTRAL,
  type VersioningOptions,
  VersioningType,
} from "@nestjs/common";
import type { AbstractHttpAdapter } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import express from "express";
import { Cors, CorsModule, definePolicy, type Policy } from "../src/index.ts";
import type { Platform } from "./platforms.ts";

/** The handler that ran last, `''` if none has since. */
export const hit = { handler: "" };

/** A small generator of repeatable random numbers. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to 1: mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }
}

const ROUTES = {
  GET: Get,
  POST: Post,
  PUT: Put,
  DELETE: Delete,
  PATCH: Patch,
  ALL: All,
  HEAD: Head,
  OPTIONS: Options,
} as const;
/** Every method that is asked for. */
export const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"] as const;
const DECLARED = [
  "GET",
  "GET",
  "POST",
  "PUT",
  "DELETE",
  "ALL",
  "PATCH",
  "HEAD",
  "OPTIONS",
] as const;
const SEGMENTS = ["a", "b", "Cc", ":id", "d-e", "x.y", ":name"];
type VersionValue = Parameters<typeof Version>[0];
const VERSIONS: readonly VersionValue[] = [
  "1",
  "2",
  ["1", "2"],
  VERSION_NEUTRAL,
  ["2", VERSION_NEUTRAL],
];
const CONTROLLER_VERSIONS: readonly (VersionValue | null)[] = ["1", "2", VERSION_NEUTRAL, null];
const VERSIONINGS: readonly (VersioningOptions | null)[] = [
  null,
  { type: VersioningType.HEADER, header: "x-v" },
  { type: VersioningType.URI },
  { type: VersioningType.MEDIA_TYPE, key: "v=" },
  { type: VersioningType.CUSTOM, extractor: extractVersions },
];

/** Several, the best first, as extractors may tell; none, as they do where nothing is told. */
function extractVersions(request: unknown): string | string[] {
  const isRequest = typeof request === "object" && request !== null && "headers" in request;
  const headers: unknown = isRequest ? request.headers : undefined;
  const isRecord = typeof headers === "object" && headers !== null;
  const told: unknown = isRecord ? Reflect.get(headers, "x-v") : undefined;
  if (typeof told !== "string") return "";
  return told === "3" ? ["3", "2"] : told;
}

/** What controllers ask of Host, and what requests say. */
const CONTROLLER_HOSTS: readonly (string | string[] | RegExp)[] = [
  "h.test",
  ":tenant.h.test",
  ["h.test", "i.test"],
  /^\w\.test$/,
];
export const REQUEST_HOSTS = [
  "127.0.0.1",
  "127.0.0.1",
  "h.test",
  "h.test:8080",
  "acme.h.test",
] as const;

export interface RandomApplication {
  readonly module: Type;
  readonly adapter: AbstractHttpAdapter;
  readonly nest: NestApplicationOptions;
  readonly versioning: VersioningOptions | null;
  /** Each handler has a policy of its own, which names it. */
  readonly handlers: ReadonlyMap<Policy, string>;
  configure(app: INestApplication): void;
}

/**
 * Controllers with random paths, methods, versions, prefixes and router settings. Each handler has a policy that
 * names it: in `exposedHeaders` for requests, in `allowedHeaders` for preflights.
 */
export function createRandomApplication(dice: Dice, platform: Platform): RandomApplication {
  const versioning = dice.pick(VERSIONINGS);
  // Under one path all versions must share a policy, so theirs are alike, and only the objects differ.
  const isShared = versioning !== null && versioning.type !== VersioningType.URI;
  const taken = new Set<string>();
  const handlers = new Map<Policy, string>();
  const controllers = Array.from({ length: 6 }, (_, index) =>
    createController(`c${index}`, dice, platform, versioning !== null, isShared, taken, handlers),
  );
  @Module({ imports: [CorsModule.forRoot({ origin: [ORIGIN] })], controllers })
  class RandomModule {}
  const hasPrefix = dice.chance(0.2);
  return {
    module: RandomModule,
    adapter: createAdapter(dice, platform),
    nest: dice.chance(0.2) ? { routeResolutionStrategy: "specificity" } : {},
    versioning,
    handlers,
    configure(app) {
      if (hasPrefix) app.setGlobalPrefix("a", { exclude: ["b"] });
      if (versioning !== null) app.enableVersioning(versioning);
    },
  };
}

export const ORIGIN = "https://app.example.com";

function createController(
  name: string,
  dice: Dice,
  platform: Platform,
  isVersioned: boolean,
  isShared: boolean,
  taken: Set<string>,
  handlers: Map<Policy, string>,
): Type {
  class RandomController {}
  const path = dice.pick(["", "a", "b", ":c", "Cc", "a/b", "x.y"]);
  const count = 1 + dice.below(5);
  for (let index = 0; index < count; index += 1) {
    const method = dice.pick(DECLARED);
    const segments = Array.from({ length: dice.below(3) }, (_, position) => {
      const segment = dice.pick(SEGMENTS);
      return segment.startsWith(":") ? `:p${position}${segment.slice(1)}` : segment;
    });
    if (dice.chance(0.12)) segments.push("*");
    if (!claimShape(taken, method, `${path}/${segments.join("/")}`, platform)) continue;
    const id = `${name}-h${index}`;
    Object.defineProperty(RandomController.prototype, `h${index}`, {
      configurable: true,
      writable: true,
      value: () => {
        hit.handler = id;
        return id;
      },
    });
    const names = isShared ? [] : [`x-${id}`];
    const policy = definePolicy({
      origin: [ORIGIN],
      methods: [...METHODS],
      allowedHeaders: names,
      exposedHeaders: names,
    });
    handlers.set(policy, id);
    decorate(RandomController.prototype, `h${index}`, [
      ROUTES[method](segments.join("/")),
      Cors(policy),
      ...(isVersioned && dice.chance(0.5) ? [Version(dice.pick(VERSIONS))] : []),
    ]);
  }
  const version = isVersioned ? dice.pick(CONTROLLER_VERSIONS) : null;
  Controller({
    path,
    ...(version !== null && { version }),
    ...(dice.chance(0.2) && { host: dice.pick(CONTROLLER_HOSTS) }),
  })(RandomController);
  return RandomController;
}

function decorate(prototype: object, name: string, decorators: readonly MethodDecorator[]): void {
  Reflect.defineMetadata("design:paramtypes", [], prototype, name);
  for (const decorator of decorators) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor !== undefined) decorator(prototype, name, descriptor);
  }
}

/** Fastify refuses two routes of one shape; Express takes both and serves the first. */
function claimShape(taken: Set<string>, method: string, path: string, platform: Platform): boolean {
  if (platform === "express") return true;
  const shape = path.replaceAll(/:\w+/g, ":").toLowerCase().split("/").filter(Boolean).join("/");
  const methods =
    method === "ALL"
      ? ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]
      : method === "GET"
        ? ["GET", "HEAD"]
        : [method];
  const keys = methods.map((one) => `${one} ${shape}`);
  if (keys.some((key) => taken.has(key))) return false;
  for (const key of keys) taken.add(key);
  return true;
}

function createAdapter(dice: Dice, platform: Platform): AbstractHttpAdapter {
  if (platform === "express") {
    const application = express();
    if (dice.chance(0.3)) application.enable("strict routing");
    if (dice.chance(0.3)) application.enable("case sensitive routing");
    return new ExpressAdapter(application);
  }
  const routerOptions = {
    ignoreTrailingSlash: dice.chance(0.3),
    caseSensitive: !dice.chance(0.3),
    ignoreDuplicateSlashes: dice.chance(0.3),
    useSemicolonDelimiter: dice.chance(0.3), // honoured, though not in Fastify's types
  };
  return new FastifyAdapter({ routerOptions });
}

const PARTS = [
  "a",
  "a",
  "a",
  "b",
  "b",
  "Cc",
  "Cc",
  "cc",
  "7",
  "d-e",
  "x.y",
  "x.y",
  "%41",
  "A",
  "q%2Fr",
  "",
  "a;b",
  "v1",
  "v2",
];

/** A URL that a random application may well have routed. */
export function createRandomUrl(dice: Dice): string {
  const path = `/${Array.from({ length: dice.below(4) }, () => dice.pick(PARTS)).join("/")}`;
  return path + (dice.chance(0.15) ? "/" : "") + (dice.chance(0.2) ? "?a=/b" : "");
}
