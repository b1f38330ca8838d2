// One fault in each adapter and more in the browser model: what is right, what is planted, and the tests that must
// notice. `built`: the package whose `dist` those tests read.

const model = (title, file, right, wrong, tests) => ({
  title: `model: ${title}`,
  file: `packages/browser/src/${file}`,
  right,
  wrong,
  project: "browser",
  tests,
});

const adapter = (name, file, right, wrong, named) => ({
  title: `adapter: ${name}`,
  file: `packages/${name}/src/${file}`,
  right,
  wrong,
  built: name,
  project: "conformance",
  tests: "rows.test",
  named,
});

export const plantedFaults = [
  adapter(
    "node",
    "node-application.ts",
    "response.writeHead(decision.answer);",
    "response.writeHead(204);",
    "on 'node:http'",
  ),
  adapter(
    "fastify",
    "apply-policy.ts",
    "reply.code(decision.answer ?? 204).send();",
    "reply.code(204).send();",
    "on 'Fastify'",
  ),
  adapter(
    "nestjs",
    "cors-engine.ts",
    "else next(createException(decision, exchange));",
    "else next();",
    "on 'NestJS on Fastify'",
  ),
  model(
    "origins are compared without case",
    "cors-check.ts",
    "if (value !== origin) {",
    "if (value.toLowerCase() !== origin.toLowerCase()) {",
    "cors-check",
  ),
  model(
    "True is true",
    "cors-check.ts",
    'return value === "true" ?',
    'return value?.toLowerCase() === "true" ?',
    "cors-check",
  ),
  model(
    "a value of 129 bytes is safelisted",
    "request-header.ts",
    "const longestSafelistedValue = 128;",
    "const longestSafelistedValue = 129;",
    "request-header",
  ),
  model(
    "1,025 bytes are safelisted together",
    "engine.ts",
    "safelistedBytes: 1024,",
    "safelistedBytes: 1025,",
    "request-header",
  ),
  model(
    "a redirect answers a preflight",
    "preflight-checks.ts",
    "status >= 200 && status <= 299",
    "status >= 200 && status <= 399",
    "preflight-checks",
  ),
  model(
    "methods are listed in any case",
    "preflight-checks.ts",
    "if (tokens.includes(exchange.method) ||",
    "if (tokens.some((one) => one.toUpperCase() === exchange.method) ||",
    "preflight-checks",
  ),
  model(
    "a star exposes with credentials",
    "exposure.ts",
    "const all = star && !withCredentials;",
    "const all = star;",
    "exposure",
  ),
  model(
    "Chromium remembers for a day",
    "engine.ts",
    "cap: 7200,",
    "cap: 86_400,",
    "preflight-cache",
  ),
  model(
    "a redirect carries authorization away",
    "walk.ts",
    'withoutHeaders(journey.headers, ["authorization"])',
    "withoutHeaders(journey.headers, [])",
    "walk-redirects",
  ),
  model(
    "an origin stays what it was between foreign ones",
    "page-origin.ts",
    "if (last !== undefined && url.origin !== last.origin && last.origin !== pageOrigin) return true;",
    "if (last !== undefined && url.origin !== last.origin && last.origin !== pageOrigin) return false;",
    "page-origin",
  ),
  model(
    "twenty-one redirects are followed",
    "redirect.ts",
    "const redirectLimit = 20;",
    "const redirectLimit = 21;",
    "redirect",
  ),
  model(
    "WebKit's DELETE stays one",
    "engine.ts",
    "crossOriginDeleteBecomesGet: true,",
    "crossOriginDeleteBecomesGet: false,",
    "walk-redirects",
  ),
  model(
    "a failed preflight is remembered",
    "preflight.ts",
    "(passed || (keepsRefused && unlisted.includes(fault.id)))",
    "(passed || unlisted.includes(fault.id))",
    "walk-memory",
  ),
];
