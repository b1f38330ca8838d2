import type { CauseCode } from "./cause.ts";
import type { Stack } from "./stack.ts";

/** What a fix is filled with. Whatever the request did not say has an example's value. */
export interface FixFacts {
  readonly origin: string;
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly credentials: boolean;
}

/** A remedy that is not the policy itself but where it stands, or who calls what. */
type Remedy = Partial<Readonly<Record<Stack | "any", string>>>;

const CORSAGE_FIRST =
  "// Corsage answers preflights before everything else, whatever the order of registration";

const REMEDIES: Partial<Readonly<Record<CauseCode, Remedy>>> = {
  "preflight-not-ok-auth": {
    fastify: CORSAGE_FIRST,
    nest: CORSAGE_FIRST,
    express: "// before app.use(auth)",
    spring: "// http.cors() puts the CorsFilter ahead of the security filters",
    fastapi: "# add CORSMiddleware last: the last added is the outermost",
    nginx: "# answer the preflight before auth_basic and auth_request",
  },
  "acao-multiple": {
    any: "Let one layer set the headers. In the proxy, remove them: nginx proxy_hide_header Access-Control-Allow-Origin; and its companions.",
  },
  "preflight-redirect": {
    any: "Call the final URL: its scheme, host and trailing slash. Or answer OPTIONS before the redirect.",
  },
  "redirect-drops-origin": {
    any: "Answer API calls with 401 and JSON instead of redirecting them to a login page, or call the final URL.",
  },
  "method-case": { any: `fetch(url, { method: "PATCH" })` },
  "local-network": {
    any: "Serve the page over https, ask the user for the permission, or serve page and API from the same network.",
  },
  "mixed-content": { any: "Serve the API over https, and call it by its https URL." },
  "unsupported-scheme": { any: "npx serve .   # and open http://localhost:3000" },
  "request-mode": { any: `fetch(url, { mode: "cors", redirect: "follow" })` },
  network: { any: "Open the URL in a tab of its own, and look at the network panel." },
};

/** The fix as code for a stack: the policy that lets the request through, unless the remedy is another. */
export function fixFor(cause: CauseCode, stack: Stack, facts: FixFacts): string {
  const remedy = REMEDIES[cause];
  if (remedy?.any !== undefined) return remedy.any;
  const note = remedy?.[stack];
  return [...(note === undefined ? [] : [note]), POLICIES[stack](facts)].join("\n");
}

const list = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(", ");

function options({ origin, methods, headers, credentials }: FixFacts): string {
  return [
    "{",
    `  origin: ["${origin}"],`,
    `  methods: [${list(methods)}],`,
    `  allowedHeaders: [${list(headers)}],`,
    ...(credentials ? ["  credentials: true,"] : []),
    "}",
  ].join("\n");
}

const POLICIES: Readonly<Record<Stack, (facts: FixFacts) => string>> = {
  fastify: (facts) => `await app.register(corsPlugin, ${options(facts)}); // @corsage/fastify`,
  nest: (facts) =>
    `CorsModule.forRoot(${options(facts)}) // @corsage/nestjs, among the imports of AppModule`,
  express: (facts) => `app.use(cors(${options(facts)})); // @corsage/node, before everything else`,
  spring: ({ origin, methods, headers, credentials }) =>
    [
      "// from Spring's documentation; not run by our tests",
      "CorsConfiguration configuration = new CorsConfiguration();",
      `configuration.setAllowedOrigins(List.of("${origin}"));`,
      `configuration.setAllowedMethods(List.of(${list(methods)}));`,
      `configuration.setAllowedHeaders(List.of(${list(headers)}));`,
      ...(credentials ? ["configuration.setAllowCredentials(true);"] : []),
      "// in a CorsConfigurationSource bean, with http.cors(Customizer.withDefaults())",
    ].join("\n"),
  fastapi: ({ origin, methods, headers, credentials }) =>
    [
      "# from FastAPI's documentation; not run by our tests",
      "app.add_middleware(CORSMiddleware,",
      `    allow_origins=["${origin}"],`,
      `    allow_methods=[${list(methods)}],`,
      `    allow_headers=[${list(headers)}],`,
      `    allow_credentials=${credentials ? "True" : "False"})`,
    ].join("\n"),
  // nginx leaves out an add_header whose value is empty: so strangers are told nothing.
  nginx: ({ origin, methods, headers, credentials }) => {
    const forFriends = (variable: string, value: string): string =>
      `map $cors_origin ${variable} { "" ""; default "${value}"; }`;
    const always = [
      "add_header Access-Control-Allow-Origin $cors_origin always;",
      ...(credentials
        ? ["add_header Access-Control-Allow-Credentials $cors_credentials always;"]
        : []),
      "add_header Vary Origin always;",
    ];
    return [
      "# in http { … }",
      `map $http_origin $cors_origin { "${origin}" $http_origin; default ""; }`,
      ...(credentials ? [forFriends("$cors_credentials", "true")] : []),
      forFriends("$cors_methods", methods.join(", ")),
      forFriends("$cors_headers", headers.join(", ")),
      forFriends("$cors_max_age", "7200"),
      'map "$request_method $http_access_control_request_method" $cors_preflight { "~^OPTIONS ." 1; default 0; }',
      "# in location { … }, first; an add_header elsewhere in the same block drops inherited ones",
      ...always,
      "if ($cors_preflight) {",
      ...always.map((line) => `    ${line}`),
      "    add_header Access-Control-Allow-Methods $cors_methods always;",
      "    add_header Access-Control-Allow-Headers $cors_headers always;",
      "    add_header Access-Control-Max-Age $cors_max_age always;",
      "    return 204;",
      "}",
    ].join("\n");
  },
};
