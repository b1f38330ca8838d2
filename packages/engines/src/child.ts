import { type ChildProcess, spawn } from "node:child_process";
import { atExit } from "./at-exit.ts";

/** What to start. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Further pipes, as file descriptors 3 and up. Default 0. */
  readonly pipes?: number;
  /** `SIGTERM` for a program that must tidy up, `SIGKILL` for one that need not. */
  readonly endSignal: "SIGTERM" | "SIGKILL";
}

/** A program of ours, its last words, and its certain end. */
export class Child {
  readonly process: ChildProcess;
  /** Resolves with a sentence when the program has ended or could not be started. Never rejects. */
  readonly ended: Promise<string>;
  #hasEnded = false;
  #output = "";
  readonly #endSignal: NodeJS.Signals;
  readonly #forget: () => void;

  constructor({ command, args, env, pipes = 0, endSignal }: ChildOptions) {
    this.#endSignal = endSignal;
    // Its own process group: one signal reaches its children too, and Ctrl-C reaches us first.
    this.process = spawn(command, args, {
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", ...Array.from({ length: pipes }, () => "pipe" as const)],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-maxOutput);
      });
    }
    this.ended = new Promise((resolve) => {
      const end = (sentence: string): void => {
        this.#hasEnded = true;
        resolve(sentence + this.#lastLines());
      };
      this.process.once("error", (error) => end(`could not be started: ${error.message}`));
      this.process.once("close", (code, signal) => end(`ended with ${signal ?? `code ${code}`}`));
    });
    this.#forget = atExit(() => this.#signal(endSignal));
  }

  /** Everything it wrote so far, up to the last 64 KB. */
  get output(): string {
    return this.#output;
  }

  /** Ends it and its children; with `SIGKILL` after three seconds, if need be. */
  async stop(): Promise<void> {
    this.#signal(this.#endSignal);
    const lastResort = setTimeout(() => this.#signal("SIGKILL"), 3000);
    await this.ended;
    clearTimeout(lastResort);
    // It may have left children behind.
    this.#signal("SIGKILL");
    this.#forget();
  }

  /** To its whole group. */
  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.process;
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      // There is nobody left to receive it.
    }
  }

  #lastLines(): string {
    const lines = this.#output.trim().split("\n").slice(-8).join("\n");
    return lines === "" ? "" : `; its last words:\n${lines}`;
  }

  /** Whether it is still running. */
  get running(): boolean {
    return !this.#hasEnded;
  }
}

const maxOutput = 65_536;
