import type { Trace, WalkInit } from "@corsage/browser";
import { isForbiddenRequestHeader, isMethodToken, isToken } from "@corsage/core";
import { allowsCredentials, type Exchange, headerMembers } from "./exchange.ts";
import { hiddenFromPage } from "./hidden-headers.ts";
import type { FixFacts } from "./policy-code.ts";
import type { Surroundings } from "./surroundings.ts";

/** Request headers that need no listing: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const ALWAYS_SENT = ["*", "accept", "accept-language", "content-language"];

/** Response headers that every page reads: https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const ALWAYS_READ =
  /^(?:\*|cache-control|content-(?:language|length|type)|expires|last-modified|pragma|set-cookie2?)$/;

/**
 * What a policy must say: all that the server grants this origin today, and what the request needs beside it. So the
 * fixes of one report agree with each other, and none takes away what another page relies on.
 */
export function factsOf(
  trace: Trace,
  { friend, asking }: Surroundings,
  { origin, init }: { origin: string; init: WalkInit },
): FixFacts {
  const preflight = trace.steps.find((step) => step.kind === "preflight");
  const answers: readonly Exchange[] = [friend, asking, ...(preflight ? [preflight] : [])];
  const listed = (name: string): readonly string[] =>
    answers.flatMap(({ response }) => headerMembers(response, name));
  const wanted = (init.method ?? "GET").toUpperCase();
  const methods = [...listed("access-control-allow-methods"), wanted]
    .map((method) => method.toUpperCase())
    .filter(
      (method) =>
        isMethodToken(method) && method !== "*" && (method !== "OPTIONS" || method === wanted),
    );
  const unsafe = trace.steps.find((step) => step.kind === "classify")?.unsafeHeaders ?? [];
  const headers = [...listed("access-control-allow-headers"), ...unsafe]
    .map((name) => name.toLowerCase())
    .filter(
      (name) => isToken(name) && !ALWAYS_SENT.includes(name) && !isForbiddenRequestHeader(name),
    );
  const exposed = [...listed("access-control-expose-headers"), ...hiddenFromPage(trace)]
    .map((name) => name.toLowerCase())
    .filter((name) => isToken(name) && !ALWAYS_READ.test(name));
  return {
    origin,
    methods: [...new Set(["GET", "HEAD", "POST", ...methods])],
    headers: [...new Set(["content-type", ...headers])],
    exposed: [...new Set(exposed)],
    credentials:
      init.credentials === "include" || answers.some((answer) => allowsCredentials(answer)),
  };
}
