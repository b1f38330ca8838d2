import type { Transport, WireRequest, WireResponse } from "@corsage/browser";
import { reasonOf, UnreachableError } from "./unreachable-error.ts";

/** One request and its answer, for evidence. */
export interface Exchange {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** All values of a header, one entry for each line on the wire. */
export function headerValues(response: WireResponse, name: string): readonly string[] {
  return response.headers
    .filter(([line]) => line.toLowerCase() === name)
    .map(([, value]) => value.trim());
}

/** The one value of a header, lines joined as browsers join them. */
export function headerText(response: WireResponse, name: string): string | undefined {
  const values = headerValues(response, name);
  return values.length === 0 ? undefined : values.join(", ");
}

/** The members of a header that is a list. */
export function headerMembers(response: WireResponse, name: string): readonly string[] {
  return headerValues(response, name)
    .flatMap((value) => value.split(","))
    .map((member) => member.trim())
    .filter((member) => member !== "");
}

/** Whether `Vary` tells caches to keep origins apart. */
export function variesByOrigin(response: WireResponse): boolean {
  return headerMembers(response, "vary").some((member) =>
    ["origin", "*"].includes(member.toLowerCase()),
  );
}

/** Whether the answer names the origin that asked: `*` is for everybody, and names nobody. */
export function namesOrigin({ request, response }: Exchange): boolean {
  const origin = request.headers.find(([name]) => name === "origin")?.[1];
  return origin !== undefined && headerText(response, "access-control-allow-origin") === origin;
}

/** Whether the answer lets the origin that asked read it, by name or as everybody. */
export function letsIn(exchange: Exchange): boolean {
  return (
    namesOrigin(exchange) || headerText(exchange.response, "access-control-allow-origin") === "*"
  );
}

/** Whether the answer allows credentials, as browsers compare it. */
export function allowsCredentials({ response }: Exchange): boolean {
  return headerText(response, "access-control-allow-credentials") === "true";
}

/** Whether the answer sends browsers elsewhere. */
export function isRedirect({ response }: Exchange): boolean {
  return response.status >= 300 && response.status < 400 && response.status !== 304;
}

/** The lines of an exchange that CORS is about: what was asked, and what was said. */
export function evidenceOf({ request, response }: Exchange): readonly string[] {
  const sent = request.headers.filter(([name]) => /^(?:origin|cookie|access-control-)/i.test(name));
  const told = response.headers.filter(([name]) =>
    /^(?:access-control-|(?:vary|location|allow|www-authenticate)$)/i.test(name),
  );
  return [
    `> ${request.method} ${request.url}`,
    ...sent.map(([name, value]) => `> ${name}: ${value}`),
    `< ${response.status} ${response.statusText ?? ""}`.trimEnd(),
    ...told.map(([name, value]) => `< ${name}: ${value}`),
  ];
}

/** Requests that change nothing, to one host, not more than a few, one after the other. */
export class Prober {
  readonly #transport: Transport;
  readonly #pause: number;

  /** `pause`: milliseconds between two requests. */
  constructor(transport: Transport, pause = 0) {
    this.#transport = transport;
    this.#pause = pause;
  }

  /** @throws UnreachableError if no answer comes. */
  async send(
    method: "GET" | "HEAD" | "OPTIONS",
    url: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Exchange> {
    const request: WireRequest = {
      method,
      url,
      headers: [["accept", "*/*"], ...Object.entries(headers)],
      body: undefined,
    };
    if (this.#pause > 0) await new Promise((resolve) => setTimeout(resolve, this.#pause));
    try {
      return { request, response: await this.#transport(request) };
    } catch (error) {
      throw new UnreachableError(`${new URL(url).origin} does not answer: ${reasonOf(error)}`);
    }
  }
}
