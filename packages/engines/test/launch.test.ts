import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { launch } from "../src/index.ts";
import { describeEngines } from "./describe-engines.ts";
import { processesNaming } from "./process-list.ts";

const wayUp = 150_000; // two tries of a minute each, and the way down
const packageFolder = fileURLToPath(new URL("..", import.meta.url));

describeEngines((name) => {
  // A place for profiles that no other test uses: what is in it, and who names it, is this test's own.
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engines-test-"));
    vi.stubEnv("TMPDIR", folder);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const profiles = (): string[] => readdirSync(folder);
  const browserProcesses = (): number[] => processesNaming(join(folder, `corsage-${name}-`));

  test(
    "leaves no process and no profile folder behind",
    async () => {
      const engine = await launch(name);
      expect(profiles()).toEqual([expect.stringMatching(`^corsage-${name}-`)]);
      expect(browserProcesses().length).toBeGreaterThan(0);
      await engine.close();
      await engine.close();
      expect(profiles()).toEqual([]);
      await expect.poll(() => processesNaming(folder)).toEqual([]);
      await expect(engine.evaluate("1")).rejects.toMatchObject({ code: "ended" });
    },
    wayUp,
  );

  test.each([
    { title: "a signal", ending: undefined, signal: "SIGINT", ends: [null, "SIGINT"] },
    { title: "an exit", ending: "process.exit(3)", signal: undefined, ends: [3, null] },
  ] as const)(
    "$title of the process that started it ends it too",
    async ({ ending, signal, ends }) => {
      // By the built package: what is to end here is a process of its own.
      const source = `
        import { launch } from "@corsage/engines";
        await launch("${name}");
        process.stdin.once("data", () => { ${ending ?? ""} });
        process.stdout.write("up");`;
      const starter = spawn(process.execPath, ["--input-type=module", "--eval", source], {
        cwd: packageFolder,
        stdio: ["pipe", "pipe", "inherit"],
      });
      const exit = once(starter, "exit");
      await Promise.race([once(starter.stdout, "data"), exit]);
      expect(browserProcesses().length).toBeGreaterThan(0);
      if (signal === undefined) starter.stdin.write("go");
      else starter.kill(signal);
      expect(await exit).toEqual(ends);
      await expect.poll(() => processesNaming(folder)).toEqual([]);
      expect(profiles()).toEqual([]);
    },
    wayUp,
  );

  test(
    "that is killed fails what waits for it, and what comes after",
    async () => {
      const engine = await launch(name);
      const waiting = engine
        .evaluate(() => new Promise<void>(() => undefined))
        .catch((error: unknown) => error);
      for (const id of browserProcesses()) {
        try {
          process.kill(id, "SIGKILL");
        } catch {
          // It went with its parent.
        }
      }
      expect(await waiting).toMatchObject({
        name: "EngineError",
        engine: name,
        code: "ended",
        message: expect.stringContaining(`${name}: the browser ended with SIGKILL`),
      });
      await expect(engine.evaluate("1")).rejects.toMatchObject({ code: "ended" });
      await engine.close();
      expect(profiles()).toEqual([]);
    },
    wayUp,
  );
});
