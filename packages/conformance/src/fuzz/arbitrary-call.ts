import fc from "fast-check";
import type { PageCall } from "../page-call.ts";

type Line = PageCall["headers"][number];

/** `api.localhost` is the server's own name on another port: same site, other origin. */
const pageHosts = ["app", "admin", "preview-7", "other", "api"] as const;

/** `Put` is normalised, `patch` is not: Node's parser then has no answer but 400. */
const methods = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "PROPFIND",
  "get",
  "Put",
  "delete",
  "patch",
];

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header: 128 bytes are safe, one more is not. */
const measuredLine: fc.Arbitrary<Line> = fc.tuple(
  fc.constantFrom("accept", "Accept-Language", "content-language"),
  fc.constantFrom(0, 1, 127, 128, 129).map((length) => "a".repeat(length)),
);

const contentTypeLine: fc.Arbitrary<Line> = fc
  .constantFrom(
    "text/plain",
    "TEXT/plain; charset=utf-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain, application/json",
    'text/plain; charset="utf-8"',
    "text",
    "",
    `text/plain;a=${"b".repeat(128 - 13)}`,
    `text/plain;a=${"b".repeat(129 - 13)}`,
  )
  .map((value): Line => ["Content-Type", value]);

const oddLine: fc.Arbitrary<Line> = fc.constantFrom<Line[]>(
  ["x-a", "1"],
  ["X-B", ""],
  ["x-unlisted", "1"],
  ["Authorization", "Bearer t"],
  ["accept", 'a"b'],
  ["accept-language", "de_DE"],
  ["content-language", "de;q=0.5"],
  ["range", "bytes=0-"],
  ["range", "bytes=0-5"],
  ["range", "bytes=5-0"],
  ["range", "bytes=-5"],
  ["range", "bytes=0-1,3-4"],
  ["if-none-match", '"v1"'],
  ["cache-control", "no-cache"],
  ["dpr", "2"],
  ["width", "12px"],
  ["save-data", "on"],
  ["user-agent", "corsage"],
  // Forbidden to scripts, and dropped without a word.
  ["Cookie", "a=1"],
  ["origin", "http://elsewhere.localhost"],
  ["sec-x", "1"],
  ["proxy-x", "1"],
  ["x-http-method-override", "TRACE"],
  ["x-http-method-override", "PUT"],
);

/** As long as a safelisted value may be: eight are 1,024 bytes, which is as much as Chromium lets pass together. */
const longLines: readonly Line[] = [
  ["accept", "a".repeat(128)],
  ["accept-language", "a".repeat(128)],
  ["content-language", "a".repeat(128)],
  ["content-type", `text/plain;a=${"b".repeat(128 - 13)}`],
  ["dpr", "1".repeat(128)],
  ["downlink", "1".repeat(128)],
  ["rtt", "1".repeat(128)],
  ["viewport-width", "1".repeat(128)],
  ["width", "1".repeat(128)],
];

const headers: fc.Arbitrary<readonly Line[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  {
    weight: 9,
    arbitrary: fc.array(fc.oneof(measuredLine, contentTypeLine, oddLine, oddLine), {
      maxLength: 4,
    }),
  },
  { weight: 1, arbitrary: fc.subarray([...longLines], { minLength: 7 }) },
);

const credentials = fc.constantFrom("same-origin" as const, "omit" as const, "include" as const);

/** Few, so that a later call meets what an earlier one was granted. */
const remembered: readonly Line[] = [
  ["x-a", "1"],
  ["X-B", ""],
  ["Authorization", "Bearer t"],
  ["Content-Type", "application/json"],
];

/** Every call of `fetch` that a page of some origin can make. @param pages the port of the pages. */
export function arbitraryCall(pages: number): fc.Arbitrary<PageCall> {
  const origin = fc.oneof(
    {
      weight: 15,
      arbitrary: fc.constantFrom(...pageHosts).map((host) => `http://${host}.localhost:${pages}`),
    },
    // A sandboxed page.
    { weight: 1, arbitrary: fc.constant("null") },
  );
  return fc
    .record({
      origin,
      method: fc.constantFrom(...methods),
      headers,
      body: fc.option(fc.constantFrom("", "{}", "a=1"), { nil: undefined }),
      credentials,
      cache: fc.constant("default" as const),
      redirect: fc.oneof(
        { weight: 4, arbitrary: fc.constant("follow" as const) },
        { weight: 1, arbitrary: fc.constantFrom("manual" as const, "error" as const) },
      ),
    })
    .map(withoutImpossibleBody);
}

/** What the next call of a page does otherwise than the one before it. */
const change: fc.Arbitrary<Partial<PageCall>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ method: fc.constantFrom(...methods) }) },
  { weight: 3, arbitrary: fc.record({ headers: fc.subarray([...remembered]) }) },
  { weight: 3, arbitrary: fc.record({ credentials }) },
  { weight: 1, arbitrary: fc.record({ cache: fc.constantFrom("reload", "no-store", "no-cache") }) },
);

/** Several calls of one page on one URL, much alike: what is remembered of one decides about the next. */
export const arbitraryCalls = (pages: number): fc.Arbitrary<readonly [PageCall, ...PageCall[]]> =>
  fc
    .record({ first: arbitraryCall(pages), changes: fc.array(change, { maxLength: 4 }) })
    .map(({ first, changes }) => {
      // Every sandboxed frame is a page of its own.
      const further = first.origin === "null" ? [] : changes;
      const calls: [PageCall, ...PageCall[]] = [first];
      let last = first;
      for (const { ...other } of further) {
        // How the cache is asked is each call's own matter.
        last = withoutImpossibleBody({ ...last, cache: "default", ...other });
        calls.push(last);
      }
      return calls;
    });

function withoutImpossibleBody(call: PageCall): PageCall {
  return takesBody(call.method) ? call : { ...call, body: undefined };
}

/** `fetch` throws for a GET or HEAD with a body; a method Node cannot parse breaks the connection under one. */
function takesBody(method: string): boolean {
  return !["GET", "HEAD", "patch"].includes(method === "get" ? "GET" : method);
}
