import { type ChildProcess, fork, type ForkOptions, spawnSync } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Contestant, Framework } from "./matrix.ts";

const ENTRY = fileURLToPath(new URL("../dist/serve.js", import.meta.url));

/** Server and client each have a core of their own, where the machine lets us say so. */
const canPin =
  process.platform === "linux" &&
  availableParallelism() > 1 &&
  spawnSync("taskset", ["--version"]).status === 0;

export function pin(pid: number, core: number): void {
  if (canPin) spawnSync("taskset", ["-acp", String(core), String(pid)]);
}

/** What runs the server, where it is not the Node that we run on. It may run beside others, as no time is taken. */
type Runtime = Pick<ForkOptions, "execPath" | "execArgv">;

/** A server in a process of its own, whose CPU time can be read. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(
    framework: Framework,
    { variant, policy, traffic }: Contestant,
    runtime?: Runtime,
  ): Promise<ServerProcess> {
    const child = fork(ENTRY, [framework, variant, policy, traffic], {
      execArgv: ["--expose-gc", "--no-warnings"],
      ...runtime,
      env: { ...process.env, NODE_ENV: "test" }, // in which Express does not print every error
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const port = await receive(child);
    if (child.pid !== undefined && runtime === undefined) pin(child.pid, 0);
    return new ServerProcess(child, port);
  }

  /** Microseconds of CPU, user and system, since the process started. */
  cpu(): Promise<number> {
    return this.#ask("cpu");
  }

  /** Bytes of the heap that are in use after a collection. */
  heap(): Promise<number> {
    return this.#ask("heap");
  }

  #ask(what: "cpu" | "heap"): Promise<number> {
    const answer = receive(this.#child);
    this.#child.send(what);
    return answer;
  }

  /** Lets it end by itself, and waits for that. */
  async end(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
  }

  stop(): void {
    this.#child.kill();
  }
}

function receive(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => reject(new Error(`the server ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      resolve(Number(message));
    });
  });
}
