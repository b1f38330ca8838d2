import type { Server } from "node:http";
import type { App, Capability, Route } from "./row.ts";

/** What a host is started with. */
export interface Assignment {
  readonly app: App;
  /** To be called by every handler when it begins, with the URL as it arrived. */
  onRun(url: string): void;
}

export interface StartedHost {
  /** Listening, on an ephemeral loopback port. */
  readonly server: Server;
  close(): Promise<void>;
}

/** A framework with Corsage, or with something in its place. */
export interface Host {
  readonly name: string;
  readonly offers: ReadonlySet<Capability>;
  /** What the framework's own redirects vary by, beside what anybody asks for. */
  readonly redirectsVaryBy?: string;
  start(assignment: Assignment): Promise<StartedHost>;
}

/** Bodies beyond this many bytes are a 413 in every host. */
export const bodyLimit = 1000;

/** The route for a request, where a host has no router of its own. HEAD is served by GET. */
export function findRoute(app: App, method: string, url: string): Route | undefined {
  const path = url.split("?", 1)[0];
  const wanted = method === "HEAD" ? "GET" : method;
  return app.routes.find((route) => route.url === path && (route.method ?? "GET") === wanted);
}
