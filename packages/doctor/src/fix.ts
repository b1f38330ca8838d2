import type { CauseCode } from "./cause.ts";
import { type FixFacts, policyFor } from "./policy-code.ts";
import type { Stack } from "./stack.ts";

/** What stands before the policy: where it belongs, or what else must change. */
type Notes = Partial<Readonly<Record<Stack, string>>>;

const CORSAGE_FIRST =
  "// Corsage answers preflights before everything else, whatever the order of registration";
const CORSAGE_ALONE =
  "// one layer only: this removes what handlers and other middleware set; the proxy must set none";

const NOTES: Partial<Readonly<Record<CauseCode, Notes>>> = {
  "preflight-not-ok-auth": {
    fastify: CORSAGE_FIRST,
    nest: CORSAGE_FIRST,
    express: "// before app.use(auth)",
    spring: "// http.cors() puts the CorsFilter ahead of the security filters",
    fastapi: "# add CORSMiddleware last: the last added is the outermost",
    nginx: "# answer the preflight before auth_basic and auth_request",
  },
  "acao-multiple": {
    fastify: CORSAGE_ALONE,
    nest: CORSAGE_ALONE,
    express: CORSAGE_ALONE,
    spring: "// one layer only: the gateway must set none, or DedupeResponseHeader there",
    fastapi: "# one layer only: the proxy must set none",
  },
  "route-cors-no-options": {
    express: "// in place of cors() on single routes: this answers OPTIONS, too",
    fastapi: "# CORSMiddleware answers OPTIONS; a header set in a handler does not",
  },
};

/** In the proxy, the application's own lines go; what comes after is nginx's. */
const HIDDEN_UPSTREAM = [
  "proxy_hide_header Access-Control-Allow-Origin;",
  "proxy_hide_header Access-Control-Allow-Credentials;",
  "proxy_hide_header Access-Control-Expose-Headers;",
].join("\n");

/** Causes that a policy does not mend: whoever has to change what, in a sentence or as code. */
const OTHER_REMEDIES: Partial<Readonly<Record<CauseCode, string>>> = {
  "redirect-drops-origin":
    "Answer API calls with 401 and JSON instead of redirecting them to a login page, or call the final URL.",
  "local-network":
    "Serve the page over https, ask the user for the permission, or serve page and API from the same network.",
  "mixed-content": "Serve the API over https, and call it by its https URL.",
  "unsupported-scheme": "npx serve .   # and open http://localhost:3000",
  "request-mode": `fetch(url, { mode: "cors", redirect: "follow" })`,
  "content-security-policy":
    "Add the API's origin to connect-src in the page's Content-Security-Policy.",
  "resource-policy":
    'Ask with CORS (crossorigin="anonymous" on the element, and CORS on the server), or send Cross-Origin-Resource-Policy: cross-origin.',
  "reason-elsewhere":
    'Open the console, and paste the line that says "blocked by CORS policy", "Cross-Origin Request Blocked" or "not allowed by".',
  network: "Open the URL in a tab of its own, and look at the network panel.",
};

/** What to do about a cause that no policy mends. */
export function remedyWithoutPolicy(cause: CauseCode): string | undefined {
  return OTHER_REMEDIES[cause];
}

/** The fix as code for a stack: the policy that lets the request through, unless the remedy is another. */
export function fixFor(cause: CauseCode, stack: Stack, facts: FixFacts): string {
  const other = remedyWithoutPolicy(cause);
  if (other !== undefined) return other;
  // No other server has the fault, so no other can have the remedy.
  if (cause === "add-header-inheritance") return policyFor("nginx", facts);
  const policy = policyFor(stack, facts);
  if (cause === "acao-multiple" && stack === "nginx") {
    const place = /^# in location .*$/m;
    return policy.replace(place, (line) => `${line}\n${HIDDEN_UPSTREAM}`);
  }
  const note = NOTES[cause]?.[stack];
  return note === undefined ? policy : `${note}\n${policy}`;
}

/** A remedy of the page's, and what the server must have for it. */
export function besidePage(pageCode: string, stack: Stack, serverCode: string): string {
  const mark = stack === "fastapi" || stack === "nginx" ? "#" : "//";
  return `${mark} in the page: ${pageCode}\n${mark} and on the server:\n${serverCode}`;
}
