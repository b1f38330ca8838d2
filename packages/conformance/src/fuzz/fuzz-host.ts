import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { Assignment, Host } from "../host.ts";
import { bareListener } from "../hosts/bare.ts";
import { close, listen } from "../listening.ts";
import type { App, RouteMethod } from "../row.ts";
import { isPreflight, seenRequest } from "../seen-request.ts";
import type { PlantedPreflight } from "./arbitrary-preflight.ts";
import type { Endpoint, FuzzCase } from "./fuzz-case.ts";

const routedMethods: readonly RouteMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The path under which a case is served, out of the place it has among all. */
export function pathOfCase(place: number): string {
  return `/api?place=${place}`;
}

/**
 * One server for any number of cases, each an application of its own on the host kit: a socket for each of thousands
 * would cost more than what is tested.
 *
 * @param cases may grow while the server runs.
 */
export function fuzzHost(cases: readonly FuzzCase[]): Host {
  return {
    name: "host kit, one application for each case",
    offers: new Set(),
    async start({ onRun }) {
      const listeners = new Map<string, RequestListener>();
      /** Preflights so far, by the URL that one run of one case has for itself. */
      const turns = new Map<string, number>();
      const server = createServer((request, response) => {
        const { url = "" } = request;
        const { pathname, searchParams } = new URL(url, "http://localhost");
        const place = Number(searchParams.get("place"));
        const one = cases[place];
        const endpoint = pathname === "/target" ? one?.target : one?.api;
        if (endpoint === undefined) throw new Error(`nothing is served at ${url}`);
        if (endpoint.preflights !== undefined && isPreflight(seenRequest(request))) {
          const turn = turns.get(url) ?? 0;
          turns.set(url, turn + 1);
          const { preflights } = endpoint;
          answerPreflight(request, response, preflights[Math.min(turn, preflights.length - 1)]);
          return;
        }
        const key = `${pathname} ${place}`;
        const listener =
          listeners.get(key) ?? bareListener(assignmentOf(endpoint, pathname, onRun));
        listeners.set(key, listener);
        listener(request, response);
      });
      await listen(server);
      return { server, close: () => close(server) };
    },
  };
}

function answerPreflight(
  { headers: { origin = "" } }: IncomingMessage,
  response: ServerResponse,
  { status, lines }: PlantedPreflight = { status: 404, lines: [] },
): void {
  const filled = lines.flatMap(([name, value]) => [name, value.replace("{origin}", origin)]);
  response.writeHead(status, filled).end();
}

function assignmentOf(
  { policy, reply }: Endpoint,
  url: string,
  onRun: Assignment["onRun"],
): Assignment {
  const app: App = {
    cors: policy,
    routes: routedMethods.map((method) => ({ method, url, reply })),
  };
  return { app, onRun };
}
