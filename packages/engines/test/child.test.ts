import { expect, test } from "vitest";
import { Child } from "../src/child.ts";
import { processesNaming } from "./process-list.ts";

const shell = (script: string, name: string): Child =>
  new Child({
    command: "/bin/sh",
    args: ["-c", script],
    env: { CORSAGE_TEST_CHILD: name },
    endSignal: "SIGTERM",
  });

test.each([
  { title: "a child of its own", script: "sleep 600 & wait" },
  { title: "a child that does not listen", script: "(trap '' TERM; echo up; sleep 600) & wait" },
  {
    title: "nobody, and does not listen itself",
    script: "trap '' TERM; while :; do sleep 1; done",
  },
])("a program with $title is ended", async ({ title, script }) => {
  const name = `${title} ${process.pid}`; // another run's are not this one's
  const own = (): number[] => processesNaming(`CORSAGE_TEST_CHILD=${name}`);
  const child = shell(script, name);
  await expect.poll(() => own().length).toBeGreaterThan(0);
  expect(child.running).toBe(true);
  await child.stop();
  expect(child.running).toBe(false);
  await expect.poll(own).toEqual([]);
});

test("its last eight lines tell of its end", async () => {
  const child = shell("for i in 1 2 3 4 5 6 7 8 9; do echo line $i; done; exit 4", "talks");
  const lines = [2, 3, 4, 5, 6, 7, 8, 9].map((line) => `line ${line}`).join("\n");
  expect(await child.ended).toBe(`ended with code 4; its last words:\n${lines}`);
  await child.stop();
});

test("a program that is not there", async () => {
  const child = new Child({ command: "/nowhere/at-all", args: [], endSignal: "SIGTERM" });
  expect(await child.ended).toBe("could not be started: spawn /nowhere/at-all ENOENT");
  await child.stop();
});
