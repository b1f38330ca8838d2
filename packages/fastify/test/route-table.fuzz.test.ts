import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { type DecisionEvent, PolicyError } from "@corsage/fastify";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createRandom,
  createRandomApplication,
  createRandomRequest,
  type Probe,
  type RandomRequest,
} from "./random-application.ts";

const COMPARISONS = 34_000;
const REQUESTS_PER_APPLICATION = 150;

let last: DecisionEvent | undefined;
const listen = (message: unknown): void => {
  last = message as DecisionEvent;
};
beforeAll(() => subscribe("corsage:decision", listen));
afterAll(() => unsubscribe("corsage:decision", listen));

/** The `maxAge` of the policy that decided about a request which runs through the whole of Fastify. */
function maxAgeFor(app: FastifyInstance, { method, url, headers }: RandomRequest): number | "none" {
  last = undefined;
  const request = new IncomingMessage(new Socket());
  request.method = method;
  request.url = url;
  request.headers = { ...headers };
  app.routing(request, new ServerResponse(request));
  return (last as DecisionEvent | undefined)?.policy.options.maxAge ?? "none";
}

function preflightOf({ method, url, headers }: RandomRequest): RandomRequest {
  const { host = "", ...others } = headers;
  return {
    method: "OPTIONS",
    url,
    headers: {
      host,
      origin: "https://app.example.com",
      "access-control-request-method": method,
      "access-control-request-headers": Object.keys(others).join(),
    },
  };
}

/** Where preflights could not tell routes apart, start-up stops, and there is nothing to compare. */
async function isStartable(app: FastifyInstance): Promise<boolean> {
  try {
    await app.ready();
    return true;
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
}

const seeds = [1, 2, Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000)];

test.each(seeds)(
  "a preflight gets the policy that the request it announces gets (seed %i)",
  async (seed) => {
    const random = createRandom(seed);
    const differences: unknown[] = [];
    const probe: Probe = { reached: undefined };
    let comparisons = 0;
    let hits = 0;
    while (comparisons < COMPARISONS) {
      const application = createRandomApplication(random, probe);
      const { app, patterns } = application;
      // oxlint-disable-next-line no-await-in-loop -- one application at a time
      if (!(await isStartable(app)) || !application.isValid) continue;
      for (let index = 0; index < REQUESTS_PER_APPLICATION; index += 1) {
        const request = createRandomRequest(random, patterns);
        const announced = maxAgeFor(app, preflightOf(request));
        probe.reached = undefined;
        const arrived = maxAgeFor(app, request);
        const { reached } = probe;
        if (reached !== undefined) hits += 1;
        const isOwn = typeof reached !== "number" || reached === arrived;
        if (announced !== arrived || !isOwn) {
          differences.push({ request, announced, arrived, reached, routes: app.printRoutes() });
        }
        comparisons += 1;
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(hits).toBeGreaterThan(COMPARISONS / 10);
  },
  120_000,
);
