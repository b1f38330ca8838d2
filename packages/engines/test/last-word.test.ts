import { afterAll, beforeAll, expect, test } from "vitest";
import { LastWord } from "../src/last-word.ts";

let lastWord: LastWord;
beforeAll(async () => void (lastWord = await LastWord.start()));
afterAll(() => lastWord.close());

const blockedAt = (url: string): string =>
  `Cross-Origin Request Blocked: … the remote resource at ${url}. (Reason: …). Status code: 200.`;

test("it is waited for until it is heard, and then what came before it has been heard", async () => {
  const events: string[] = [];
  let asked = "";
  const waiting = lastWord.await(async (url) => {
    asked = url;
    events.push(`answered with ${(await fetch(url)).status}`);
  }, 10_000);
  void waiting.then(() => events.push("over"));
  while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(lastWord.hear(blockedAt("http://127.0.0.1:9/1"))).toBe(false);
  expect(lastWord.hear(blockedAt(`${asked}0`))).toBe(true); // another number, of the same server
  expect(lastWord.hear("no URL at all")).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(events).toEqual(["answered with 200"]);
  expect(lastWord.hear(blockedAt(asked))).toBe(true);
  await waiting;
  expect(events).toEqual(["answered with 200", "over"]);
});

test("it is not waited for for ever", async () => {
  const urls: string[] = [];
  await lastWord.await(async (url) => urls.push(url), 20);
  expect(urls).toHaveLength(1);
  expect(lastWord.hear(blockedAt(urls[0] ?? ""))).toBe(true); // late, and still of no interest to anybody
});
