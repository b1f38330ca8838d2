import { Agent, request as send } from "node:http";
import { randomBytes, randomInt } from "node:crypto";
import { ORIGIN } from "./matrix.ts";

/** A request of a stranger who wants the server to remember something. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "OPTIONS", "OPTIONS"];
const SITES = ["cross-site", "same-site", "same-origin", "none", "nonsense"];

/** No two are alike: origins that match and that do not, headers nobody has heard of, paths nobody has routed. */
export function hostileRequest(): HostileRequest {
  const method = METHODS[randomInt(METHODS.length)] ?? "GET";
  const headers: Record<string, string> = {};
  if (randomInt(20) > 0) headers["origin"] = hostileOrigin();
  if (randomInt(2) > 0) headers["sec-fetch-site"] = SITES[randomInt(SITES.length)] ?? "";
  if (method === "OPTIONS") {
    headers["access-control-request-method"] = randomInt(2) > 0 ? "PUT" : word();
    headers["access-control-request-headers"] = Array.from({ length: randomInt(6) }, word).join();
  }
  const path = randomInt(2) > 0 ? "/orders" : `/${word()}?${word()}`;
  return { method, path, headers };
}

function hostileOrigin(): string {
  if (randomInt(2) > 0) return `https://${label()}.${label()}.example`; // long, so that keeping it would show
  const origins = [
    ORIGIN,
    `https://${label()}.example.com`, // allowed, each of them
    `https://preview-${word()}.example.net:${randomInt(1000, 60_000)}`, // and these
    `https://${word()}.example.dev`, // asked about
    `HTTPS://${word()}`,
    `https://${"a.".repeat(randomInt(100))}${word()}`,
    `${word()}${"x".repeat(randomInt(4000))}`,
    `${ORIGIN}, https://${word()}.example.com`,
    "null",
    "",
  ];
  return origins[randomInt(origins.length)] ?? ORIGIN;
}

function word(): string {
  return `w${randomBytes(8).toString("hex")}`;
}

function label(): string {
  return `l${randomBytes(30).toString("hex")}`;
}

const CONNECTIONS = 16;

/** Sends hostile requests for at least so many milliseconds, and at least so many; how many were answered. */
export async function sendHostile(
  port: number,
  milliseconds: number,
  requests: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + milliseconds;
  let answered = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end || answered < requests) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on each connection
      await sendOne(port, agent, hostileRequest());
      answered += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
  } finally {
    agent.destroy();
  }
  return answered;
}

function sendOne(port: number, agent: Agent, hostile: HostileRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = send({ host: "127.0.0.1", port, agent, ...hostile }, (response) => {
      response.resume();
      response.once("end", resolve);
      response.once("error", reject);
    });
    sent.once("error", reject);
    sent.end();
  });
}
