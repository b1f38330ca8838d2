import { describe, expect, test } from "vitest";
import { createBrowser, type Engine, type WalkInit } from "../src/index.ts";

const url = "https://api.example.com/orders";

/** Which calls are preflighted by a page that makes them in turn; the server lists `PUT` and `x-a`. */
async function preflighted(engine: Engine, calls: readonly WalkInit[]): Promise<string> {
  let asked = "";
  const browser = createBrowser({
    origin: "https://app.example.com",
    engine,
    transport: ({ method }) => {
      if (method === "OPTIONS") asked = "preflight";
      return {
        status: 200,
        headers: [
          ["access-control-allow-origin", "*"],
          ["access-control-allow-methods", "PUT"],
          ["access-control-allow-headers", "x-a, if-none-match"],
          ["access-control-max-age", "600"],
        ],
      };
    },
  });
  const words: string[] = [];
  for (const init of calls) {
    asked = "-";
    // oxlint-disable-next-line no-await-in-loop -- what is remembered of one decides about the next
    await browser.walk(url, init);
    words.push(asked);
  }
  return words.join(" ");
}

const put: WalkInit = { method: "PUT" };
const patch: WalkInit = { method: "PATCH" };
const conditional: WalkInit = { method: "PUT", headers: { "if-none-match": '"v1"' } };
const reload: WalkInit = { method: "PUT", cache: "reload" };
const noStore: WalkInit = { method: "PUT", cache: "no-store" };
const noCache: WalkInit = { method: "PUT", cache: "no-cache" };

interface Row {
  readonly title: string;
  readonly calls: readonly WalkInit[];
  readonly standard: string;
  readonly chromium: string;
  readonly firefox: string;
  readonly webkit: string;
}

/** The same in all. */
const inAll = (words: string): Omit<Row, "title" | "calls"> => ({
  standard: words,
  chromium: words,
  firefox: words,
  webkit: words,
});

const rows: readonly Row[] = [
  { title: "the same", calls: [put, put], ...inAll("preflight -") },
  {
    title: "a method that is refused, again",
    calls: [patch, patch],
    ...inAll("preflight preflight"),
  },
  {
    title: "a method that is refused, then one that is listed",
    calls: [patch, put],
    ...inAll("preflight preflight"),
    webkit: "preflight -",
  },
  {
    title: "a method that is listed, one that is refused, the first again",
    calls: [put, patch, put],
    ...inAll("preflight preflight preflight"),
    webkit: "preflight preflight -",
  },
  {
    title: "conditional",
    calls: [conditional, conditional, put],
    ...inAll("preflight - -"),
    chromium: "preflight preflight -",
    firefox: "preflight preflight -",
  },
  {
    title: "reload",
    calls: [reload, reload, put],
    ...inAll("preflight - -"),
    chromium: "preflight preflight -",
    firefox: "preflight preflight -",
  },
  {
    title: "no-store",
    calls: [noStore, put],
    ...inAll("preflight -"),
    chromium: "preflight preflight",
  },
  {
    title: "no-cache",
    calls: [put, noCache],
    ...inAll("preflight -"),
    chromium: "preflight preflight",
  },
];

describe.each(["standard", "chromium", "firefox", "webkit"] as const)("%s preflights", (engine) => {
  test.each(rows)("$title", async ({ calls, ...words }) => {
    expect(await preflighted(engine, calls)).toBe(words[engine]);
  });
});

test("another fragment is another preflight", async () => {
  let preflights = 0;
  const browser = createBrowser({
    origin: "https://app.example.com",
    transport: ({ method }) => {
      if (method === "OPTIONS") preflights += 1;
      return {
        status: 200,
        headers: [
          ["access-control-allow-origin", "*"],
          ["access-control-allow-methods", "PUT"],
        ],
      };
    },
  });
  await browser.walk(url, put);
  await browser.walk(`${url}#a`, put);
  await browser.walk(`${url}#a`, put);
  expect(preflights).toBe(2);
});
