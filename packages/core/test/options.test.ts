import { expect, test } from "vitest";
import {
  type CorsOptions,
  definePolicy,
  type PolicyOptions,
  type RouteCors,
} from "../src/index.ts";
import { compile } from "./compiled-snippets.ts";

// What must compile, and, marked, what must not. `tsc` judges this part; nothing of it runs.
export function accepted(fromEnvironment: string, origins: readonly string[]): void {
  definePolicy({ origin: "*" });
  definePolicy({ origin: "*", credentials: false, exposedHeaders: "*" });
  definePolicy({ origin: fromEnvironment });
  definePolicy({ origin: [fromEnvironment], credentials: true });
  definePolicy({ origin: origins, credentials: true });
  definePolicy({ origin: "https://app.example.com", credentials: true });
  definePolicy({ origin: `https://${fromEnvironment}`, credentials: true });
  definePolicy({ origin: /^https:\/\/app\.example\.com$/, credentials: true });
  definePolicy({ origin: (origin) => origin.length > 0, credentials: true });
  definePolicy({ origin: async (origin) => origin.length > 0 });
  definePolicy({ origin: { test: (origin, request) => origin === request.host } });
  definePolicy({ origin: origins, credentials: fromEnvironment === "yes" });
  definePolicy({ origin: origins, methods: ["PUT"], allowedHeaders: ["*", "authorization"] });
  definePolicy({ origin: origins, dangerously: { allowNullOrigin: true } });
  definePolicy({ origin: "*" }).extend({ maxAge: undefined, enforce: "report" });
}

export function rejected(fromEnvironment: string): void {
  // @ts-expect-error -- origin is required
  definePolicy({});
  // @ts-expect-error -- origin is required
  definePolicy({ credentials: true });
  // @ts-expect-error -- everybody with credentials
  definePolicy({ origin: "*", credentials: true });
  // @ts-expect-error -- a string that could be "*" with credentials: written [fromEnvironment]
  definePolicy({ origin: fromEnvironment, credentials: true });
  // @ts-expect-error -- whether there are credentials is not known here, so everybody is not allowed
  definePolicy({ origin: "*", credentials: fromEnvironment === "yes" });
  // @ts-expect-error -- reflecting every origin
  definePolicy({ origin: true });
  // @ts-expect-error -- nobody is `policy: false` in a host
  definePolicy({ origin: false });
  // @ts-expect-error -- null is no rule
  definePolicy({ origin: null });
  // @ts-expect-error -- a number is no rule
  definePolicy({ origin: [4000] });
  // @ts-expect-error -- the habit of (origin, callback)
  definePolicy({ origin: (origin: string, callback: () => void) => callback() });
  // @ts-expect-error -- a rule answers with a boolean
  definePolicy({ origin: () => "yes" });
  // @ts-expect-error -- a string is true
  definePolicy({ origin: "*", credentials: "false" });
  // @ts-expect-error -- every header exposed with credentials
  definePolicy({ origin: ["https://a.example"], credentials: true, exposedHeaders: "*" });
  // @ts-expect-error -- no such enforcement
  definePolicy({ origin: "*", enforce: "always" });
  // @ts-expect-error -- off is a word
  definePolicy({ origin: "*", enforce: false });
  // @ts-expect-error -- one string is no list
  definePolicy({ origin: "*", methods: "GET,PUT" });
  // @ts-expect-error -- one string is no list
  definePolicy({ origin: "*", allowedHeaders: "x-a" });
  // @ts-expect-error -- seconds are a number
  definePolicy({ origin: "*", maxAge: "600" });
  // @ts-expect-error -- a list, even of one
  definePolicy({ origin: "*", acceptFrom: "https://login.example" });
  // @ts-expect-error -- flags open with true
  definePolicy({ origin: "*", dangerously: { allowNullOrigin: false } });
  // @ts-expect-error -- no such option
  definePolicy({ origin: "*", optionsSuccessStatus: 200 });
  // @ts-expect-error -- no such option
  definePolicy({ orgin: "*" });
  // @ts-expect-error -- an override is an option
  definePolicy({ origin: "*" }).extend({ origin: true });
}

export const HOST_OPTIONS: readonly CorsOptions[] = [
  { origin: "*", selfOrigins: ["https://api.example"] },
  { policy: false, paths: [{ prefix: "/graphql", policy: { origin: "*" } }] },
  { policy: "partners", policies: { partners: { origin: "*" } } },
  // @ts-expect-error -- everybody with credentials
  { origin: "*", credentials: true },
  // @ts-expect-error -- reflecting every origin
  { origin: true },
  // @ts-expect-error -- neither a policy nor options
  {},
];

export const ROUTE_OPTIONS: readonly RouteCors[] = [
  false,
  "skip",
  "partners",
  { origin: "*" },
  { policy: "partners", enforce: "off" },
  // @ts-expect-error -- true says nothing about who
  true,
  // @ts-expect-error -- everybody with credentials
  { origin: "*", credentials: true },
];

interface Row {
  readonly title: string;
  readonly options: string;
  readonly message: RegExp;
}

// The order of a union's members in a message is not fixed.
const ROWS: readonly Row[] = [
  {
    title: "everybody with credentials",
    options: `{ origin: "*", credentials: true }`,
    message:
      /^Argument of type '{ origin: "\*"; credentials: true; }' is not assignable to parameter of type 'PolicyOptions'\.\n {2}Types of property 'origin' are incompatible\.\n {4}Type '"\*"' is not assignable to type '[^']*CredentialedOrigin[^']*'\.$/,
  },
  {
    title: "reflecting every origin",
    options: `{ origin: true }`,
    message: /^Type 'boolean' is not assignable to type '[^']*OriginFunction[^']*'\.$/,
  },
  {
    title: "no origin",
    options: `{ credentials: false }`,
    message:
      /^Argument of type '{ credentials: false; }' is not assignable to parameter of type 'PolicyOptions'\.\n {2}Property 'origin' is missing in type '{ credentials: false; }' but required in type '\w+'\.$/,
  },
  {
    title: "a slip of the keyboard",
    options: `{ origin: "*", credentails: true }`,
    message:
      /^Object literal may only specify known properties, but 'credentails' does not exist in type 'PolicyOptions'\. Did you mean to write 'credentials'\?$/,
  },
  {
    title: "a wrong word for enforcement",
    options: `{ origin: "*", enforce: "always" }`,
    message: /^Type '"always"' is not assignable to type 'Enforcement \| undefined'\.$/,
  },
  {
    title: "credentials as text",
    options: `{ origin: "*", credentials: "false" }`,
    message: /^Type 'string' is not assignable to type 'boolean \| undefined'\.$/,
  },
  {
    title: "every header exposed with credentials",
    options: `{ origin: ["https://a.example"], credentials: true, exposedHeaders: "*" }`,
    message: /^Type 'string' is not assignable to type '[^']*readonly string\[\][^']*'\.$/,
  },
  {
    title: "an option of another library",
    options: `{ origin: "*", preflightContinue: true }`,
    message:
      /^Object literal may only specify known properties, and 'preflightContinue' does not exist in type 'PolicyOptions'\.$/,
  },
];

test("the compiler says what is wrong in words that a user can follow", async () => {
  const messages = await compile(
    ROWS.map(
      ({ options }) => `import { definePolicy } from "@corsage/core";\ndefinePolicy(${options});\n`,
    ),
  );
  for (const [index, { message }] of ROWS.entries()) expect(messages[index]).toMatch(message);
});

test("and nothing of options that are right", async () => {
  const right: readonly PolicyOptions[] = [
    { origin: "*" },
    { origin: ["https://a.example"], credentials: true },
  ];
  const messages = await compile(
    right.map(
      (options) =>
        `import { definePolicy } from "@corsage/core";\ndefinePolicy(${JSON.stringify(options)});\n`,
    ),
  );
  expect(messages).toEqual([undefined, undefined]);
});
