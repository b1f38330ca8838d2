/**
 * Options of `cors`, `@fastify/cors`, Nest's `enableCors` and other libraries that have no counterpart, each with
 * what to write instead. Safe configurations of those libraries otherwise move over name by name.
 */
const PEER_OPTIONS: ReadonlyMap<string, string> = new Map([
  [
    "preflightContinue",
    "preflights are answered here, before authentication. Leave it out; OPTIONS requests that are no preflights reach the application.",
  ],
  [
    "optionsSuccessStatus",
    "preflights are answered with 204, which every browser accepts. Leave it out.",
  ],
  [
    "strictPreflight",
    "an OPTIONS request that is no preflight belongs to the application. Leave it out.",
  ],
  [
    "preflight",
    'preflights are always answered. Leave it out; a route that answers for itself has the policy "skip".',
  ],
  ["hook", "the policy is applied before every other hook. Leave it out."],
  [
    "delegator",
    "a policy that depends on the route is that route's option `cors`; an origin that depends on the request is `origin: { test(origin, request) { … } }`.",
  ],
  ["hideOptionsRoute", "no OPTIONS route is added. Leave it out."],
  [
    "cacheControl",
    "responses to OPTIONS are not cacheable (RFC 9110, section 9.3.7). Leave it out; browsers cache preflights by `maxAge`.",
  ],
  ["keepHeadersOnError", "headers are on every response, errors included. Leave it out."],
  [
    "privateNetworkAccess",
    "browsers have dropped Private Network Access for a user permission; no header opens it. Leave it out.",
  ],
  [
    "allowPrivateNetwork",
    "browsers have dropped Private Network Access for a user permission; no header opens it. Leave it out.",
  ],
  [
    "secureContext",
    "Cross-Origin-Opener-Policy and its companions are not CORS; set them with your security headers.",
  ],
  [
    "dynamicOrigin",
    "a rule may be a function or `{ test(origin, request) { … } }`; put it into `origin`.",
  ],
]);

/** Other libraries' names for options that exist here. */
const PEER_NAMES: ReadonlyMap<string, string> = new Map([
  ["origins", "origin"],
  ["allowOrigin", "origin"],
  ["allowOrigins", "origin"],
  ["allowedOrigins", "origin"],
  ["allowMethods", "methods"],
  ["allowedMethods", "methods"],
  ["allowHeaders", "allowedHeaders"],
  ["requestHeaders", "allowedHeaders"],
  ["exposeHeaders", "exposedHeaders"],
  ["responseHeaders", "exposedHeaders"],
  ["allowCredentials", "credentials"],
  ["credential", "credentials"],
  ["supportsCredentials", "credentials"],
]);

/** What to say of an option that another library has and this one does not need. */
export function answerToPeerOption(option: string): string | undefined {
  return PEER_OPTIONS.get(option);
}

/** The option that was probably meant: another library's name for it, or one within two slips of the keyboard. */
export function suggestOption(option: string, known: readonly string[]): string | undefined {
  const renamed = PEER_NAMES.get(option);
  if (renamed !== undefined && known.includes(renamed)) return renamed;
  const distances = known.map((name) => editDistance(option.toLowerCase(), name.toLowerCase()));
  const nearest = Math.min(...distances);
  return nearest <= 2 ? known[distances.indexOf(nearest)] : undefined;
}

// Levenshtein, one row at a time; option names are short and this runs once, on the way to an error.
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const substitution = (row[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1);
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
