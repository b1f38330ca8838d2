import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { enginesToTest } from "@corsage/engines";
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

/** Every address, once they are printed. */
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
    expect(origins).toHaveLength(5);
    // Browsers open connections ahead of need, and those never count as idle.
    const sockets = await Promise.all(
      origins.map(async (origin) => {
        const socket = connect(Number(new URL(origin).port), "127.0.0.1");
        socket.on("error", () => {}); // reset by the server, as it should be
        await once(socket, "connect");
        return socket;
      }),
    );

    demo.child.kill(signal);
    demo.child.kill(signal); // npm passes on what the terminal has sent already
    expect(await demo.exit).toEqual([0, null]);
    expect(demo.printed.err).toBe("");
    for (const socket of sockets) socket.destroy();
    await Promise.all(
      origins.map(async (origin) => {
        const server = createServer().listen(Number(new URL(origin).port), "127.0.0.1");
        await once(server, "listening");
        server.close();
      }),
    );
  },
);

test("it does not outlive the shell that npm runs it in", async () => {
  const shell = spawn("/bin/sh", ["-c", '"$0" "$1" --any-port; true', process.execPath, main], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, npm_lifecycle_event: "demo" },
  });
  children.push(shell);
  const printed = { out: "", err: "" };
  shell.stdout.on("data", (chunk) => (printed.out += chunk));
  // Its end of the pipe is open for as long as it runs, whatever became of the shell.
  const exit = once(shell.stdout, "close");
  const [origin = ""] = await addresses({ child: shell, printed, exit });
  shell.kill("SIGTERM");
  await exit;
  await expect(fetch(origin)).rejects.toThrow("fetch failed");
});

test.each([4001, 4002, 4003])("port %d taken is one line and exit code 1", async (port) => {
  // Should it be somebody else's already, so much the better.
  const holder = createServer().listen(port, "127.0.0.1");
  await new Promise((resolve) => holder.once("listening", resolve).once("error", resolve));
  const demo = run();
  expect(await demo.exit).toEqual([1, null]);
  expect(demo.printed.out).toBe("");
  expect(demo.printed.err).toMatch(
    /^Port (400[0-3]|4666) is taken: stop the program that listens there, or run `npm run demo -- --any-port`\.\n$/,
  );
  holder.close();
});

test("an option that does not exist is one line and exit code 1", async () => {
  const demo = run("--chek");
  expect(await demo.exit).toEqual([1, null]);
  expect(demo.printed).toEqual({
    out: "",
    err: "There is no option --chek; there are --check and --any-port.\n",
  });
});

const chromium = enginesToTest().filter((name) => name === "chromium");

test.each(chromium)(
  "--check in %s prints every table and ends with the totals",
  { timeout: 60_000 },
  async () => {
    const demo = run("--check");
    expect(await demo.exit).toEqual([0, null]);
    expect(demo.printed.out).toMatch(/\ndemo: 348 passed, 0 failed\n$/);
  },
);
