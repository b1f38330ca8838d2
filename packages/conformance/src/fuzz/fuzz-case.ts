import type { PolicyOptions } from "@corsage/core";
import fc from "fast-check";
import type { PageCall } from "../page-call.ts";
import type { Reply } from "../row.ts";
import { arbitraryCall } from "./arbitrary-call.ts";
import { arbitraryPolicy } from "./arbitrary-policy.ts";
import { arbitraryRedirect, arbitraryReply } from "./arbitrary-reply.ts";

/** One end of a request: who may use it, and what it says. */
export interface Endpoint {
  readonly policy: PolicyOptions;
  readonly reply: Reply;
}

/** A page's call, the endpoint it meets, and where that sends it on to. */
export interface FuzzCase {
  readonly call: PageCall;
  readonly api: Endpoint;
  /** The target of a redirect, under a policy of its own. */
  readonly target?: Endpoint;
}

/** Every case there can be. @param pages the port of the pages. */
export function arbitraryCase(pages: number): fc.Arbitrary<FuzzCase> {
  const call = arbitraryCall(pages);
  const policy = arbitraryPolicy(pages);
  const answering = fc.record({ policy, reply: arbitraryReply });
  const redirecting = fc.record({ policy, reply: arbitraryRedirect });
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ call, api: answering }) },
    { weight: 1, arbitrary: fc.record({ call, api: redirecting, target: answering }) },
  );
}
