import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, get } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

interface Run {
  readonly child: ChildProcess;
  readonly printed: { out: string; err: string };
  readonly exit: Promise<unknown[]>;
}

function run(...flags: readonly string[]): Run {
  const child = spawn(process.execPath, [main, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const printed = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => (printed.out += chunk));
  child.stderr?.on("data", (chunk) => (printed.err += chunk));
  return { child, printed, exit: once(child, "close") };
}

/** The three addresses, once they are printed. */
async function addresses({ child, printed }: Run): Promise<readonly string[]> {
  await new Promise<void>((resolve) => {
    child.stdout?.on("data", () => {
      if (printed.out.includes("Ctrl-C")) resolve();
    });
  });
  return [...printed.out.matchAll(/^ {2}(http:\/\/localhost:\d+)/gm)].map(([line]) => line.trim());
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends it with 0 and frees every port, whatever is still connected",
  async (signal) => {
    const demo = run("--any-port");
    const origins = await addresses(demo);
    expect(origins).toHaveLength(3);
    // Kept alive, as browsers do: nothing a visitor has open may hold the demo up.
    const agents = origins.map(
      (origin) =>
        new Promise<number | undefined>((resolve, reject) => {
          get(`${origin}/`, { headers: { connection: "keep-alive" } }, (response) => {
            response.resume().on("end", () => resolve(response.statusCode));
          }).on("error", reject);
        }),
    );
    expect(await Promise.all(agents)).toEqual([200, 200, 404]);

    demo.child.kill(signal);
    expect(await demo.exit).toEqual([0, null]);
    expect(demo.printed.err).toBe("");
    await Promise.all(
      origins.map(async (origin) => {
        const server = createServer().listen(Number(new URL(origin).port), "127.0.0.1");
        await once(server, "listening");
        server.close();
      }),
    );
  },
);

test("a taken port is one line and exit code 1", async () => {
  // Should 4001 be somebody else's already, so much the better.
  const holder = createServer().listen(4001, "127.0.0.1");
  await Promise.race([once(holder, "listening"), once(holder, "error")]);
  const demo = run();
  expect(await demo.exit).toEqual([1, null]);
  expect(demo.printed.out).toBe("");
  expect(demo.printed.err).toMatch(
    /^Port (4000|4001|4666) is taken: stop the program that listens there, or run `npm run demo -- --any-port`\.\n$/,
  );
  holder.close();
});

test("--check prints both tables and ends with the totals", { timeout: 60_000 }, async () => {
  const demo = run("--check");
  expect(await demo.exit).toEqual([0, null]);
  expect(demo.printed.out).toMatch(/\ndemo: 44 passed, 0 failed\n$/);
});
