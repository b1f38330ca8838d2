import { expect, test } from "vitest";
import {
  definePolicy,
  forUnroutedPath,
  isPolicy,
  type Policy,
  type PolicyOptions,
} from "../src/index.ts";

const ORIGIN = "https://app.example.com";

function told(policy: Policy, requestMethod = "PUT", requestHeaders?: string): readonly unknown[] {
  const decision = policy.decide({
    method: "OPTIONS",
    origin: ORIGIN,
    requestMethod,
    requestHeaders,
  });
  if ("then" in decision) throw new Error("no rule is asynchronous here");
  const { headers } = decision;
  return [headers["access-control-allow-methods"], headers["access-control-allow-headers"]];
}

interface Row {
  readonly title: string;
  readonly options: Partial<PolicyOptions>;
  readonly routed?: readonly string[];
  readonly methods: string | undefined;
}

test.each<Row>([
  { title: "auto, nobody knows the routes", options: {}, methods: "GET, HEAD, POST" },
  { title: "auto, routed", options: {}, routed: ["PUT", "DELETE"], methods: "PUT, DELETE" },
  {
    title: "GET brings HEAD, right behind it",
    options: { methods: ["PUT", "GET", "POST"] },
    methods: "PUT, GET, HEAD, POST",
  },
  { title: "HEAD stays where it was", options: { methods: ["HEAD", "GET"] }, methods: "HEAD, GET" },
  {
    title: "HEAD stays, behind others",
    options: { methods: ["GET", "PUT", "HEAD"] },
    methods: "GET, PUT, HEAD",
  },
  { title: "HEAD brings nothing", options: { methods: ["HEAD"] }, methods: "HEAD" },
  { title: "routed GET brings HEAD", options: {}, routed: ["GET"], methods: "GET, HEAD" },
  { title: "routed twice", options: {}, routed: ["PUT", "PUT"], methods: "PUT" },
  {
    title: "what no page can send is left out",
    options: {},
    routed: ["PUT", "TRACE", "P UT"],
    methods: "PUT",
  },
  { title: "nothing routed", options: {}, routed: [], methods: undefined },
  { title: "explicit methods", options: { methods: ["PUT"] }, routed: ["DELETE"], methods: "PUT" },
])("$title: $methods", ({ options, routed, methods }) => {
  const defined = definePolicy({ origin: [ORIGIN] }).extend(options);
  const policy = routed === undefined ? defined : defined.forMethods(routed);
  expect(told(policy)[0]).toBe(methods);
  expect(isPolicy(policy) && policy.lists.methods).toEqual(methods?.split(", ") ?? []);
});

test("a path that nobody routed lists the usual six, once", () => {
  const policy = forUnroutedPath(definePolicy({ origin: [ORIGIN] }));
  expect(told(policy, "PUT")[0]).toBe("GET, HEAD, POST, PUT, PATCH, DELETE");
  expect(told(policy, "LOCK")[0]).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, LOCK");
});

test("listed names come first, requested ones once, and the rest of the list is read to its end", () => {
  const policy = definePolicy({ origin: [ORIGIN], allowedHeaders: ["authorization", "*"] });
  expect(told(policy, "PUT", "x-b,authorization,x-a")[1]).toBe("authorization, x-b, x-a");
  expect(told(policy, "PUT", undefined)[1]).toBe("authorization");
  expect(told(policy, "PUT", "")[1]).toBe("authorization");
});
