import { isPreflight, type Sighting } from "./sighting.ts";
import type { Means, Outcome } from "./trial.ts";

interface Facts {
  readonly outcome: Outcome;
  readonly sightings: readonly Sighting[];
  readonly handlerRan: boolean;
  /** The page's. */
  readonly origin: string;
  readonly means: Means;
}

/** Why the browser decided as it did, from what went over the wire: https://fetch.spec.whatwg.org/#http-cors-protocol */
export function explain(facts: Facts): string {
  const last = facts.sightings.at(-1);
  if (last === undefined) return "Nothing reached the API. Is it still running?";
  if (facts.means === "form") return explainForm(last);
  if (facts.outcome === "opaque") {
    return "no-cors asks for no permission and so gets an empty answer: no status, no body. The API did the work.";
  }
  if (facts.outcome === "read") return explainRead(last, facts);
  return isPreflight(last) ? explainPreflight(last, facts) : explainBlocked(last, facts);
}

/** A form navigates: the bouncer has no say in what it sends, and no script sees what comes back. */
function explainForm({ origin, status, handlerRan }: Sighting): string {
  const asks = "A form asks for no permission, so only the API can refuse it.";
  if (handlerRan) return `${asks} It lets ${origin ?? "this"} send here.`;
  return `${asks} ${origin ?? "This origin"} may not send here: ${status}, before the handler.`;
}

function explainRead({ answer }: Sighting, { means, sightings }: Facts): string {
  const asked = sightings.some(isPreflight) ? "The browser asked first and was told yes. " : "";
  if (answer["access-control-allow-origin"] === "*") {
    return `${asked}The answer says *: any page may read it.`;
  }
  const cookies = means === "fetch-credentialed" ? " and allows the cookie" : "";
  return `${asked}The answer names this page’s origin${cookies}.`;
}

/** Methods that need no permission, whatever the list says: https://fetch.spec.whatwg.org/#cors-safelisted-method */
const SAFELISTED = ["GET", "HEAD", "POST"];

function explainPreflight(preflight: Sighting, { origin }: Facts): string {
  const { answer, requestMethod = "", requestHeaders = "", status } = preflight;
  const unsent = `The ${requestMethod} was never sent.`;
  if (answer["access-control-allow-origin"] === undefined) {
    return `The browser asked first; the API said ${status} and named no origin, for ${origin} is not on its list. ${unsent}`;
  }
  const methods = answer["access-control-allow-methods"] ?? "";
  if (!SAFELISTED.includes(requestMethod) && !members(methods).includes(requestMethod)) {
    return `The browser asked first; the API’s methods are ${methods || "none"}. ${unsent}`;
  }
  const headers = answer["access-control-allow-headers"] ?? "";
  const missing = members(requestHeaders).find((name) => !members(headers).includes(name));
  if (missing !== undefined) {
    return `The browser asked first; the API’s list of headers is ${headers || "empty"}, without ${missing}. ${unsent}`;
  }
  return `The browser asked first and was told yes. ${unsent}`;
}

function explainBlocked(last: Sighting, { means, handlerRan, origin }: Facts): string {
  const allowed = last.answer["access-control-allow-origin"];
  const cookie = last.cookie ? ", with the visitor’s cookie" : "";
  const worked = handlerRan
    ? ` The API did the work all the same${cookie}: CORS only hides answers.`
    : "";
  if (allowed === "*" && means === "fetch-credentialed") {
    return `The answer says *, which does not count for a request with cookies.${worked}`;
  }
  if (allowed !== undefined) return `The answer names ${allowed}, not ${origin}.${worked}`;
  if (last.status === 403) {
    return "The browser does not ask before sending this, so the API itself refused it: 403, before its handler.";
  }
  const redirect = last.answer["location"] === undefined ? "answer" : "redirect";
  return `The ${redirect} names no origin, so the browser keeps it.${worked}`;
}

function members(list: string): readonly string[] {
  return list.split(",").map((member) => member.trim());
}
