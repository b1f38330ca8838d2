import { createListDecision } from "./answers.ts";
import type { Decision } from "./decision.ts";
import { isSafelistedMethod, isSafeMethod } from "./method-name.ts";
import { isPolicy, type Policy } from "./policy.ts";
import type { CorsRequest } from "./request.ts";
import { parseFieldNames } from "./token.ts";

/**
 * `policy.decide(request)`, and also whether the method and the request headers are listed. The headers to send are
 * the same: the browser compares the lists itself and names the culprit. For events and explanations, not for every
 * request.
 */
export function judge(policy: Policy, request: CorsRequest): Decision | Promise<Decision> {
  const decision = policy.decide(request);
  return "then" in decision
    ? decision.then((settled) => judgeLists(policy, request, settled))
    : judgeLists(policy, request, decision);
}

function judgeLists(policy: Policy, request: CorsRequest, decision: Decision): Decision {
  if (decision.code !== "allowed" || !isPolicy(policy)) return decision;
  const { lists } = policy;
  if (decision.kind === "actual") {
    const { method, upgrade } = request;
    return isSafeMethod(method) || upgrade === true || lists.hasMethod(method)
      ? decision
      : createListDecision(decision, "method-not-allowed", method, undefined);
  }
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch, step 7: first the method, then each header
  const { requestMethod = "", requestHeaders = "" } = request;
  if (!lists.hasMethod(requestMethod) && !isSafelistedMethod(requestMethod)) {
    return createListDecision(decision, "method-not-allowed", requestMethod, 204);
  }
  const names = parseFieldNames(requestHeaders);
  // Not even `'*'` covers a list that cannot be read: nothing of it is echoed, so the browser will stop.
  const unlisted =
    names === undefined ? MALFORMED_LIST : names.find((name) => !lists.hasHeader(name));
  return unlisted === undefined
    ? decision
    : createListDecision(decision, "header-not-allowed", unlisted, 204);
}

/** The subject where the request's list cannot be parsed. */
const MALFORMED_LIST = "(malformed Access-Control-Request-Headers)";

/**
 * The policy for a path or method that nobody routed. With `methods: 'auto'` it lists the usual six and the method
 * that a preflight asks for, so that the browser goes on and shows the true 404 or 405.
 */
export function forUnroutedPath(policy: Policy): Policy {
  return isPolicy(policy) ? policy.forUnroutedPath() : policy;
}
