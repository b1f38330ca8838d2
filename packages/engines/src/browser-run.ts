import { Child, type ChildOptions } from "./child.ts";
import type { EngineName } from "./engine.ts";
import { EngineError, type EngineErrorCode } from "./engine-error.ts";
import { Profile } from "./profile.ts";
import type { Protocol, RpcChannel } from "./rpc-channel.ts";

/** A browser's program and its profile folder, which end together. */
export class BrowserRun {
  readonly profile: Profile;
  readonly child: Child;
  readonly #engine: EngineName;
  #stopped: Promise<void> | undefined;

  /** @param command given the fresh profile folder. */
  constructor(engine: EngineName, command: (profile: string) => Omit<ChildOptions, "endSignal">) {
    this.#engine = engine;
    this.profile = new Profile(engine);
    const { path } = this.profile;
    const { env, ...options } = command(path);
    this.child = new Child({ ...options, env: { ...env, TMPDIR: path }, endSignal: "SIGKILL" });
  }

  error(code: EngineErrorCode, reason: string): EngineError {
    return new EngineError(this.#engine, code, reason);
  }

  /** From now on the end of the browser fails every call. */
  watch<P extends Protocol>(channel: RpcChannel<P>): void {
    void this.child.ended.then((sentence) => channel.end(`the browser ${sentence}`));
  }

  /** Fails every call, but gives the browser a second to end itself: its last words say more. */
  connectionLost<P extends Protocol>(channel: RpcChannel<P>): void {
    setTimeout(() => channel.end("the browser closed its connection"), 1000).unref();
  }

  /**
   * Waits for a step of the start.
   * @throws EngineError `start`, with the browser's last words, when it ends or nothing happens for a minute;
   * by then nothing of it is left.
   */
  async starting<T>(step: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const trouble = new Promise<never>((_resolve, reject) => {
      const fail = (sentence: string): void =>
        reject(this.error("start", `the browser ${sentence}`));
      void this.child.ended.then(fail);
      timer = setTimeout(() => fail(`was not ready in 60 s\n${this.child.output}`), 60_000);
    });
    try {
      return await Promise.race([step(), trouble]);
    } catch (error) {
      await this.stop();
      if (error instanceof EngineError) throw this.error("start", error.reason);
      throw this.error("start", error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Without ceremony: nothing of a fresh profile is worth saving, and temporary files are inside it. */
  stop(): Promise<void> {
    this.#stopped ??= this.child.stop().then(() => this.profile.remove());
    return this.#stopped;
  }
}
