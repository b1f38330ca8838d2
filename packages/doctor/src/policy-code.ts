import { isLoopbackHost } from "@corsage/core";
import type { Stack } from "./stack.ts";

/** What a policy is filled with. Whatever the request did not say has an example's value. */
export interface FixFacts {
  readonly origin: string;
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  /** Response headers that the page wants to read. */
  readonly exposed: readonly string[];
  readonly credentials: boolean;
}

/** The policy that lets a request through, as code for a stack. */
export function policyFor(stack: Stack, facts: FixFacts): string {
  if (facts.origin !== "null") return POLICIES[stack](facts);
  const mark = stack === "fastapi" || stack === "nginx" ? "#" : "//";
  const note = `${mark} "null" is everybody: give the page an origin of its own, and list that`;
  return `${note}\n${POLICIES[stack]({ ...facts, origin: "http://localhost:3000" })}`;
}

const list = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(", ");

/** Credentials over http can be read and changed on the way: a policy starts with them only if told so. */
function isInsecure({ origin, credentials }: FixFacts): boolean {
  if (!credentials || !origin.startsWith("http:")) return false;
  return !isLoopbackHost(new URL(origin).hostname);
}

function options(facts: FixFacts): string {
  const { origin, methods, headers, exposed, credentials } = facts;
  return [
    "{",
    `  origin: ["${origin}"],`,
    `  methods: [${list(methods)}],`,
    `  allowedHeaders: [${list(headers)}],`,
    ...(exposed.length === 0 ? [] : [`  exposedHeaders: [${list(exposed)}],`]),
    ...(credentials ? ["  credentials: true,"] : []),
    ...(isInsecure(facts)
      ? ["  dangerously: { allowInsecureOrigins: true }, // until the page is served over https"]
      : []),
    "}",
  ].join("\n");
}

const POLICIES: Readonly<Record<Stack, (facts: FixFacts) => string>> = {
  fastify: (facts) => `await app.register(corsPlugin, ${options(facts)}); // @corsage/fastify`,
  nest: (facts) =>
    `CorsModule.forRoot(${options(facts)}) // @corsage/nestjs, among the imports of AppModule`,
  express: (facts) => `app.use(cors(${options(facts)})); // @corsage/node, before everything else`,
  spring: ({ origin, methods, headers, exposed, credentials }) =>
    [
      "// from Spring's documentation; not run by our tests",
      "CorsConfiguration configuration = new CorsConfiguration();",
      `configuration.setAllowedOrigins(List.of("${origin}"));`,
      `configuration.setAllowedMethods(List.of(${list(methods)}));`,
      `configuration.setAllowedHeaders(List.of(${list(headers)}));`,
      ...(exposed.length === 0
        ? []
        : [`configuration.setExposedHeaders(List.of(${list(exposed)}));`]),
      ...(credentials ? ["configuration.setAllowCredentials(true);"] : []),
      "// in a CorsConfigurationSource bean, with http.cors(Customizer.withDefaults())",
    ].join("\n"),
  fastapi: ({ origin, methods, headers, exposed, credentials }) =>
    [
      "# from FastAPI's documentation; not run by our tests",
      "app.add_middleware(CORSMiddleware,",
      `    allow_origins=["${origin}"],`,
      `    allow_methods=[${list(methods)}],`,
      `    allow_headers=[${list(headers)}],`,
      ...(exposed.length === 0 ? [] : [`    expose_headers=[${list(exposed)}],`]),
      `    allow_credentials=${credentials ? "True" : "False"})`,
    ].join("\n"),
  nginx: (facts) => nginxPolicy(facts),
};

// nginx leaves out an add_header whose value is empty: so strangers are told nothing.
function nginxPolicy({ origin, methods, headers, exposed, credentials }: FixFacts): string {
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
    ...(exposed.length === 0 ? [] : [forFriends("$cors_exposed", exposed.join(", "))]),
    forFriends("$cors_methods", methods.join(", ")),
    forFriends("$cors_headers", headers.join(", ")),
    forFriends("$cors_max_age", "7200"),
    'map "$request_method $http_access_control_request_method" $cors_preflight { "~^OPTIONS ." 1; default 0; }',
    "# in location { … }, first; an add_header elsewhere in the same block drops inherited ones",
    ...always,
    ...(exposed.length === 0
      ? []
      : ["add_header Access-Control-Expose-Headers $cors_exposed always;"]),
    "if ($cors_preflight) {",
    ...always.map((line) => `    ${line}`),
    "    add_header Access-Control-Allow-Methods $cors_methods always;",
    "    add_header Access-Control-Allow-Headers $cors_headers always;",
    "    add_header Access-Control-Max-Age $cors_max_age always;",
    "    return 204;",
    "}",
  ].join("\n");
}
