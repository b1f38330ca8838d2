import { expect, test } from "vitest";
import { isOriginOfHost } from "../src/own-request.ts";

interface Row {
  readonly title: string;
  readonly origin: string;
  readonly host: string | undefined;
  readonly own: boolean;
}

test.each<Row>([
  { title: "same host", origin: "https://a.example", host: "a.example", own: true },
  { title: "another host", origin: "https://b.example", host: "a.example", own: false },
  { title: "no host", origin: "https://a.example", host: undefined, own: false },
  { title: "empty host", origin: "https://a.example", host: "", own: false },
  { title: "same port", origin: "http://a.example:81", host: "a.example:81", own: true },
  { title: "another port", origin: "http://a.example:81", host: "a.example:82", own: false },
  { title: "port against none", origin: "http://a.example:81", host: "a.example", own: false },
  { title: "none against port", origin: "http://a.example", host: "a.example:81", own: false },
  { title: "default of https", origin: "https://a.example", host: "a.example:443", own: true },
  { title: "default of http", origin: "http://a.example", host: "a.example:80", own: true },
  { title: "the other default", origin: "https://a.example", host: "a.example:80", own: false },
  { title: "the other way round", origin: "http://a.example", host: "a.example:443", own: false },
  { title: "spelled as host", origin: "https://a.example:80", host: "a.example:80", own: true },
  { title: "upper-case host", origin: "https://a.example", host: "A.Example", own: true },
  { title: "upper-case origin", origin: "https://A.example", host: "a.example", own: false },
  { title: "IPv6", origin: "http://[::1]:3000", host: "[::1]:3000", own: true },
  { title: "IPv6, default port", origin: "http://[::1]", host: "[::1]:80", own: true },
  { title: "a longer host", origin: "https://a.example.evil", host: "a.example", own: false },
  { title: "a host inside", origin: "https://evil-a.example", host: "a.example", own: false },
  { title: "app scheme", origin: "capacitor://a.example", host: "a.example", own: false },
  { title: "no scheme", origin: "a.example", host: "a.example", own: false },
  { title: "null", origin: "null", host: "null", own: false },
  { title: "a path", origin: "https://a.example/", host: "a.example/", own: false },
  { title: "two joined", origin: "https://a.example, b", host: "a.example, b", own: false },
])("$title: $origin asked at $host", ({ origin, host, own }) => {
  expect(isOriginOfHost(origin, host)).toBe(own);
});
