import { definePolicy } from "@corsage/core";
import { expect, test } from "vitest";
import { CorsRefusal } from "../src/refusal.ts";

const policy = definePolicy({ origin: ["https://app.example.com"] });

async function refuse(origin: string): Promise<CorsRefusal> {
  const request = { method: "POST", origin };
  return new CorsRefusal(await policy.decide(request), request);
}

test("says which origin, and which options admit it", async () => {
  const refusal = await refuse("https://stranger.example.net");
  expect(refusal).toMatchObject({
    name: "CorsRefusal",
    code: "CORS_REFUSED",
    statusCode: 403,
    headers: {},
  });
  for (const word of [
    "https://stranger.example.net",
    "`origin`",
    "`acceptFrom`",
    "`selfOrigins`",
  ]) {
    expect(refusal.message).toContain(word);
  }
  expect(refusal.toJSON()).toEqual({
    statusCode: 403,
    error: "Forbidden",
    code: "CORS_REFUSED",
    message: refusal.message,
  });
});

const hostile = [
  "<script>alert(1)</script>",
  "https://a.example.com, https://b.example.com",
  'https://a.example.com"><img src=x>',
  "https://ünïcode.example.com",
  `https://${"a.".repeat(20_000)}com`,
  "",
];

test.each(hostile.map((origin) => ({ title: origin.slice(0, 40), origin })))(
  "never repeats what is no origin: $title",
  async ({ origin }) => {
    const { message } = await refuse(origin);
    expect(message).toContain("(malformed origin)");
    if (origin !== "") expect(message).not.toContain(origin.slice(0, 12));
    expect(message.length).toBeLessThan(500);
  },
);

test("an opaque origin is told to keep its referrer, or the next request is refused too", async () => {
  expect((await refuse("null")).headers).toEqual({ "referrer-policy": "same-origin" });
});

test("a rule that failed is the server's fault, not the request's", async () => {
  const request = { method: "POST", origin: "https://app.example.com" };
  const failing = definePolicy({
    origin: () => {
      throw new Error("no database");
    },
  });
  const refusal = new CorsRefusal(await failing.decide(request), request);
  expect([refusal.statusCode, refusal.toJSON().error]).toEqual([503, "Service Unavailable"]);
  expect(refusal.message).not.toContain("no database");
});
