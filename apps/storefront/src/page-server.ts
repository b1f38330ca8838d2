import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { LedgerEntry } from "@corsage/shop";
import type { Setting } from "./page/setting.ts";

export interface PageServerOptions {
  /**
   * Asked per request: the addresses are known only once every server listens, and one server is several origins.
   *
   * @param host The request's Host header.
   */
  setting(host: string): Setting;
  seen(id: string): readonly LedgerEntry[];
}

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Compiled files, and those that need no compiling; the same from `src` and from `dist`. */
const FOLDERS = ["../dist/page/", "../src/page/"].map((path) => new URL(path, import.meta.url));

/** Serves the shop page, its setting, and what the API saw of its requests. No framework, and no CORS: all of it is same-origin. */
export function createPageServer(options: PageServerOptions): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const setting = options.setting(request.headers.host ?? "");
    if (pathname === "/setting.json") {
      sendJson(response, setting);
    } else if (pathname.startsWith("/seen/")) {
      sendJson(response, options.seen(pathname.slice("/seen/".length)));
    } else {
      void sendFile(response, pathname === "/" ? "index.html" : pathname.slice(1), setting);
    }
  });
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

async function sendFile(response: ServerResponse, name: string, setting: Setting): Promise<void> {
  // Only names such as `main.js`: no path leads out of the folders.
  const extension = /^[a-z-]+\.(css|html|js|svg)$/.exec(name)?.[1];
  const body = extension === undefined ? undefined : await readFirst(name);
  if (extension === undefined || body === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.\n");
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extension],
    "cache-control": "no-store",
    "content-security-policy": contentSecurityPolicy(setting),
  });
  response.end(body);
}

async function readFirst(name: string): Promise<Buffer | undefined> {
  const reads = await Promise.allSettled(FOLDERS.map((folder) => readFile(new URL(name, folder))));
  return reads.find((read) => read.status === "fulfilled")?.value;
}

/** The page talks to its own server, the identity provider and the APIs; the browser holds it to that. */
function contentSecurityPolicy({ apis, identity, pages }: Setting): string {
  const targets = apis.map(({ origin }) => origin).join(" ");
  return [
    "default-src 'self'",
    `connect-src 'self' ${targets}`,
    `frame-src 'self' ${identity} ${targets}`,
    `form-action 'self' ${targets}`,
    "base-uri 'none'",
    `frame-ancestors ${pages.map(({ origin }) => origin).join(" ")}`,
  ].join("; ");
}
