import { createServer, type OutgoingHttpHeaders, request, type ServerResponse } from "node:http";
import { definePolicy, type Decision } from "@corsage/core";
import { expect, test } from "vitest";
import { RequestView } from "../src/request-view.ts";
import type { Conflict, GuardOptions } from "../src/guarded-headers.ts";
import { guardResponse, releaseResponse } from "../src/response-guard.ts";

const APP = "https://app.example.com";
const decided = { method: "GET", origin: APP };

function decide(): Decision {
  const decision = definePolicy({ origin: [APP] }).decide(decided);
  if (decision instanceof Promise) throw new Error("not a constant policy");
  return decision;
}

interface Outcome {
  readonly lines: readonly string[];
  readonly conflicts: readonly Conflict[];
}

/** One answer over a socket, guarded and then written by `write`: every header line, in order. */
function answer(
  write: (response: ServerResponse, view: RequestView) => void,
  onConflict: "replace" | "keep" = "replace",
): Promise<Outcome> {
  const conflicts: Conflict[] = [];
  return new Promise((resolve, reject) => {
    const server = createServer((received, response) => {
      response.sendDate = false;
      const onFound = (conflict: Conflict): void => void conflicts.push(conflict);
      const view = new RequestView(received, undefined);
      guardResponse(response, {
        decision: decide(),
        request: view,
        options: { onConflict, onFound },
      });
      write(response, view);
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const sent = request({ host: "127.0.0.1", port, agent: false }, (response) => {
        response.resume();
        response.once("end", () => {
          server.close();
          const { rawHeaders } = response;
          const lines = rawHeaders.flatMap((name, index) =>
            index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
          );
          const framing = /^(?:connection|content-length|transfer-encoding):/i;
          resolve({ lines: lines.filter((line) => !framing.test(line)), conflicts });
        });
      });
      sent.once("error", reject);
      sent.end();
    });
  });
}

const ours = [`access-control-allow-origin: ${APP}`];

const rows: readonly {
  title: string;
  write: (response: ServerResponse) => void;
  lines: readonly string[];
  /** Names of the foreign headers that were found. */
  foreign?: readonly string[];
}[] = [
  { title: "no head at all", write: (r) => r.end("x"), lines: [...ours, "vary: Origin"] },
  { title: "a status", write: (r) => r.writeHead(200).end(), lines: [...ours, "vary: Origin"] },
  {
    title: "an object",
    write: (r) => r.writeHead(200, { "X-A": "1" }).end(),
    lines: ["X-A: 1", ...ours, "vary: Origin"],
  },
  {
    title: "a reason and an object",
    write: (r) => r.writeHead(200, "Fine", { "X-A": "1" }).end(),
    lines: ["X-A: 1", ...ours, "vary: Origin"],
  },
  {
    title: "a reason alone",
    write: (r) => r.writeHead(200, "Fine").end(),
    lines: [...ours, "vary: Origin"],
  },
  {
    title: "a flat list, with two lines of one name",
    write: (r) => r.writeHead(200, ["Set-Cookie", "a=1", "set-cookie", "b=2", "X-A", "1"]).end(),
    lines: ["Set-Cookie: a=1", "Set-Cookie: b=2", "X-A: 1", ...ours, "vary: Origin"],
  },
  {
    title: "a list of pairs",
    write: (r) =>
      r
        .writeHead(200, [
          ["X-A", "1"],
          ["Vary", "Accept"],
        ])
        .end(),
    lines: ["X-A: 1", ...ours, "vary: Accept, Origin"],
  },
  {
    title: "headers set one by one",
    write: (r) => r.setHeader("X-A", "1").setHeader("Vary", ["Accept", "Cookie"]).end(),
    lines: ["X-A: 1", "vary: Accept, Cookie, Origin", ...ours],
  },
  {
    title: "headers set one by one, and an object over them",
    write: (r) =>
      r
        .setHeader("X-A", "1")
        .setHeader("Vary", "Accept")
        .writeHead(200, { VARY: "Cookie", "X-A": "2" })
        .end(),
    lines: ["X-A: 2", "vary: Accept, Cookie, Origin", ...ours],
  },
  {
    title: "foreign headers in an object, in any case",
    write: (r) =>
      r.writeHead(200, { "Access-Control-Allow-Origin": "*", "ACCESS-CONTROL-MAX-AGE": 5 }).end(),
    lines: [...ours, "vary: Origin"],
    foreign: ["access-control-allow-origin", "access-control-max-age"],
  },
  {
    title: "two foreign lines",
    write: (r) =>
      r
        .writeHead(200, ["access-control-allow-origin", "*", "access-control-allow-origin", APP])
        .end(),
    lines: [...ours, "vary: Origin"],
    foreign: ["access-control-allow-origin"],
  },
  {
    title: "a foreign header set, and one written",
    write: (r) =>
      r
        .setHeader("Access-Control-Allow-Credentials", "true")
        .writeHead(200, { "access-control-allow-origin": "*" })
        .end(),
    lines: [...ours, "vary: Origin"],
    foreign: ["access-control-allow-credentials", "access-control-allow-origin"],
  },
  {
    title: "a head flushed before the body",
    write: (r) => {
      r.flushHeaders();
      r.end("x");
    },
    lines: [...ours, "vary: Origin"],
  },
  {
    title: "a head that Node refuses, and then another",
    write: (r) => {
      expect(() => r.writeHead(200, { "x-a": "a\nb" })).toThrow("Invalid character");
      r.writeHead(500).end();
    },
    lines: [...ours, "vary: Origin"],
  },
];

test.each(rows)("$title", async ({ write, lines, foreign = [] }) => {
  const outcome = await answer(write);
  expect(outcome.lines.toSorted()).toEqual(lines.toSorted());
  const names = outcome.conflicts.flatMap((conflict) => Object.keys(conflict.foreign));
  expect(names.toSorted()).toEqual(foreign);
});

test("`keep` sends the foreign set whole and ours not at all", async () => {
  const { lines, conflicts } = await answer((response) => {
    response.setHeader("Access-Control-Expose-Headers", "x-a");
    response.writeHead(200, { "access-control-allow-origin": "*" }).end();
  }, "keep");
  expect(lines.filter((line) => /^access-control/i.test(line)).toSorted()).toEqual([
    "access-control-allow-origin: *",
    "access-control-expose-headers: x-a",
  ]);
  expect(conflicts.map(({ sent }) => sent)).toEqual(["foreign"]);
});

test("a caller's own headers object is not written to", async () => {
  const shared: OutgoingHttpHeaders = Object.freeze({ "x-a": "1", vary: "Accept" });
  for (const _ of [1, 2]) {
    // oxlint-disable-next-line no-await-in-loop -- the second answer must not see the first
    const { lines, conflicts } = await answer((response) => response.writeHead(200, shared).end());
    expect(lines.toSorted()).toEqual([...ours, "vary: Accept, Origin", "x-a: 1"]);
    expect(conflicts).toEqual([]);
  }
});

const silent: GuardOptions = { onConflict: "replace", onFound: () => {} };

test("guarding again replaces the decision", async () => {
  const closed = definePolicy({ origin: ["https://other.example.com"] });
  const { lines } = await answer((response, view) => {
    const decision = closed.decide(decided);
    if (decision instanceof Promise) throw new Error("not a constant policy");
    guardResponse(response, { decision, request: view, options: silent });
    response.end();
  });
  expect(lines).toEqual(["vary: Origin"]);
});

test("a guard that is taken off says nothing, and leaves alone what was put around it", async () => {
  const { lines } = await answer((response, view) => {
    const { writeHead } = response;
    response.writeHead = function (this: ServerResponse, status: number) {
      this.setHeader("x-around", "1");
      return writeHead.call(this, status);
    };
    response.setHeader("access-control-allow-origin", "https://own.example.com");
    releaseResponse(view);
    response.end();
  });
  expect(lines).toEqual(["access-control-allow-origin: https://own.example.com", "x-around: 1"]);
});

test("one that was taken off can be put on again", async () => {
  const { lines, conflicts } = await answer((response, view) => {
    releaseResponse(view);
    guardResponse(response, { decision: decide(), request: view, options: silent });
    response.end();
  });
  expect(lines).toEqual([...ours, "vary: Origin"]);
  expect(conflicts).toEqual([]);
});

test("each answer carries its own decision, whoever was answered before", async () => {
  const policy = definePolicy({ origin: [APP, "https://other.example.com"] });
  for (const origin of [APP, "https://other.example.com", APP, "https://stranger.example"]) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    const { lines } = await answer((response, view) => {
      const decision = policy.decide({ method: "GET", origin });
      if (decision instanceof Promise) throw new Error("not a constant policy");
      guardResponse(response, { decision, request: view, options: silent });
      response.end();
    });
    const granted = origin === "https://stranger.example" ? [] : [origin];
    expect(lines.toSorted()).toEqual([
      ...granted.map((one) => `access-control-allow-origin: ${one}`),
      "vary: Origin",
    ]);
  }
});
