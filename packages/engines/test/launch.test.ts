import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { EngineError, enginesToTest, launch } from "../src/index.ts";
import { processesNaming, profileFolders } from "./process-list.ts";

const wayUp = 150_000; // two tries of a minute each, and the way down
const folder = fileURLToPath(new URL("..", import.meta.url));

describe.each(enginesToTest())("%s", (name) => {
  const since = (before: readonly string[]): string[] =>
    profileFolders(name).filter((entry) => !before.includes(entry));

  test(
    "leaves no process and no profile folder behind",
    async () => {
      const before = profileFolders(name);
      const engine = await launch(name);
      const profiles = since(before);
      expect(profiles.flatMap(processesNaming).length).toBeGreaterThan(0);
      await engine.close();
      await engine.close();
      expect(since(before).filter((entry) => profiles.includes(entry))).toEqual([]);
      expect(profiles.flatMap(processesNaming)).toEqual([]);
      await expect(engine.evaluate("1")).rejects.toMatchObject({ code: "ended" });
    },
    wayUp,
  );

  // The built package, since what is to end here is a process of its own.
  test.each([
    {
      title: "a signal",
      program: "process.stdin.resume()",
      signal: "SIGINT",
      ends: [null, "SIGINT"],
    },
    { title: "an exit", program: "process.exit(3)", signal: undefined, ends: [3, null] },
  ] as const)(
    "$title of the process that started it ends it too",
    async ({ program, signal, ends }) => {
      const source = `
        import { launch } from "@corsage/engines";
        await launch("${name}", { args: ["--started-by-a-test"] });
        process.stdout.write("up");
        process.stdin.once("data", () => { ${program} });`;
      const before = profileFolders(name);
      const starter = spawn(process.execPath, ["--input-type=module", "--eval", source], {
        cwd: folder,
        stdio: ["pipe", "pipe", "inherit"],
      });
      const exit = once(starter, "exit");
      await once(starter.stdout, "data");
      const profiles = since(before);
      expect(profiles.flatMap(processesNaming).length).toBeGreaterThan(0);
      starter.stdin.write("go");
      if (signal !== undefined) starter.kill(signal);
      expect(await exit).toEqual(ends);
      await expect.poll(() => profiles.flatMap(processesNaming), { timeout: 5000 }).toEqual([]);
      expect(since(before).filter((entry) => profiles.includes(entry))).toEqual([]);
    },
    wayUp,
  );

  test(
    "that is killed fails what waits for it, and what comes after",
    async () => {
      const before = profileFolders(name);
      const engine = await launch(name);
      const waiting = engine.evaluate(() => new Promise<void>(() => undefined));
      const refused = expect(waiting).rejects.toThrow(EngineError);
      for (const id of since(before).flatMap(processesNaming)) {
        try {
          process.kill(id, "SIGKILL");
        } catch {
          // It went with its parent.
        }
      }
      await refused;
      await expect(waiting).rejects.toThrow(`${name}: the browser ended with SIGKILL`);
      await expect(waiting).rejects.toMatchObject({ code: "ended" });
      await expect(engine.evaluate("1")).rejects.toMatchObject({ code: "ended" });
      await engine.close();
      expect(since(before)).toEqual([]);
    },
    wayUp,
  );
});
