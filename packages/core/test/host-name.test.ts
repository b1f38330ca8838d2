import { expect, test } from "vitest";
import { isLoopbackHost } from "../src/index.ts";
import { endsInNumber, isPublicSuffix } from "../src/host-name.ts";

test.each([
  "localhost",
  "localhost.",
  "a.localhost",
  "a.b.localhost.",
  "127.0.0.1",
  "127.255.0.3",
  "127.0.16.1",
  "127.0.255.10",
  "127.0.0.255",
  "127.0.0.1.",
  "[::1]",
])("%s is this machine", (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each([
  "",
  "alocalhost",
  "localhost.example",
  "localhosta",
  "a.localhosta",
  "127.0.0.1.example",
  "1127.0.0.1",
  "127.0.0",
  "127.0.0.1111",
  "127.1",
  "128.0.0.1",
  "0.0.0.0",
  "[::2]",
  "::1",
  "[::1]a",
  "localhost..",
])("%j is not this machine for sure", (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

test.each(["com", "co.uk", "github.io", "vercel.app", "com.", "unknown-tld", "s3.amazonaws.com"])(
  "anybody can get a name below %s",
  (host) => {
    expect(isPublicSuffix(host)).toBe(true);
  },
);

test.each(["example.com", "example.co.uk", "me.github.io", "a.unknown-tld", "example.com."])(
  "not everybody can get a name below %s",
  (host) => {
    expect(isPublicSuffix(host)).toBe(false);
  },
);

test.each(["127.0.0.1", "1", "a.1", "a.0x7f", "0X1", "a.0x", "127.0.0.1.", "a.1.", "0.0.0.0"])(
  "%s is read as an address",
  (host) => {
    expect(endsInNumber(host)).toBe(true);
  },
);

test.each(["a", "1.a", "a1", "1a", "a.x0", "a.0xg", "0x1.a", "1.a.", "a.1a1", "a.-1", ""])(
  "%j is read as a name",
  (host) => {
    expect(endsInNumber(host)).toBe(false);
  },
);
