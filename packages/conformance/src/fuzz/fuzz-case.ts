import type { PolicyOptions } from "@corsage/core";
import fc from "fast-check";
import type { PageVisit } from "../page-visit.ts";
import type { Reply } from "../row.ts";
import { arbitraryCall, arbitraryCalls } from "./arbitrary-call.ts";
import { arbitraryPolicy } from "./arbitrary-policy.ts";
import { arbitraryPreflight, type PlantedPreflight } from "./arbitrary-preflight.ts";
import { arbitraryRedirect, arbitraryReply } from "./arbitrary-reply.ts";

/** One end of a request: who may use it, and what it says. */
export interface Endpoint {
  readonly policy: PolicyOptions;
  readonly reply: Reply;
  /** What answers preflights in the policy's place, one after the other, and from then on the last. */
  readonly preflights?: readonly PlantedPreflight[];
}

/** A page's calls, the endpoint they meet, and where that sends them on to. */
export interface FuzzCase {
  readonly calls: PageVisit["calls"];
  readonly api: Endpoint;
  /** The target of a redirect, under a policy of its own. */
  readonly target?: Endpoint;
}

/** Every case there can be. @param pages the port of the pages. */
export function arbitraryCase(pages: number): fc.Arbitrary<FuzzCase> {
  const calls = arbitraryCall(pages).map((call): PageVisit["calls"] => [call]);
  const several = arbitraryCalls(pages);
  const policy = arbitraryPolicy(pages);
  const answering = fc.record({ policy, reply: arbitraryReply });
  const planted = fc.record({
    policy,
    reply: arbitraryReply,
    preflights: fc.array(arbitraryPreflight, { minLength: 1, maxLength: 3 }),
  });
  const redirecting = fc.record({ policy, reply: arbitraryRedirect });
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ calls, api: answering }) },
    { weight: 2, arbitrary: fc.record({ calls, api: redirecting, target: answering }) },
    { weight: 2, arbitrary: fc.record({ calls: several, api: answering }).map(forgotten) },
    { weight: 3, arbitrary: fc.record({ calls: several, api: planted }).map(forgotten) },
  );
}

/** The answers themselves are kept by no cache: that of HTTP is not modelled. */
function forgotten(one: FuzzCase): FuzzCase {
  const { reply } = one.api;
  const headers = { ...reply.headers, "cache-control": "no-store" };
  return { ...one, api: { ...one.api, reply: { ...reply, headers } } };
}
