import type { Decision } from "./decision.ts";
import { display } from "./display.ts";
import type { CorsRequest } from "./request.ts";

/** A decision in one sentence: what was decided, and which option would change it. */
export function describeDecision(decision: Decision, request: CorsRequest): string {
  const origin = request.origin === undefined ? "no origin" : display(request.origin);
  switch (decision.code) {
    case "no-origin":
      return "The request has no Origin: it comes from the application's own pages or from no browser, and CORS has no say.";
    case "same-origin":
      return `The request from ${origin} is the application's own or the user's; CORS has no say.`;
    case "allowed":
      return decision.kind === "preflight"
        ? `The preflight from ${origin} is granted.`
        : `Pages of ${origin} may read the answer.`;
    case "accepted-unreadable":
      return `${origin} may send (acceptFrom), but its pages may not read the answer.`;
    case "origin-not-allowed":
      return `${origin} is not allowed${consequence(decision)}. To let its pages read, add it to \`origin\`; only to let it send, to \`acceptFrom\`; if it is this application behind a proxy, to \`selfOrigins\`.`;
    case "origin-check-failed":
      return `Whether ${origin} is allowed could not be told: a rule threw, rejected, took longer than \`originTimeout\` or returned neither true nor false${consequence(decision)}.`;
    case "cross-site-without-origin":
      return `The browser says the request comes from another site, and it carries no Origin${consequence(decision)}. \`enforce: "off"\` admits it.`;
    case "method-not-allowed":
      return `${origin} is allowed, the method ${display(decision.subject)} is not${consequence(decision)}. Add it to \`methods\`.`;
    case "header-not-allowed":
      return `${origin} is allowed, the request header ${display(decision.subject)} is not${consequence(decision)}. Add it to \`allowedHeaders\`.`;
  }
}

function consequence({ kind, answer }: Decision): string {
  if (kind === "preflight") {
    return answer === 204
      ? "; the browser stops here and names it"
      : `; the preflight is answered with ${answer}`;
  }
  return answer === undefined
    ? "; the request runs, and the browser hides the answer"
    : `; the request is answered with ${answer} before it runs`;
}
