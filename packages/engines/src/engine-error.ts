import type { EngineName } from "./engine.ts";

/**
 * What went wrong:
 * - `not-installed`: there is no executable;
 * - `start`: it is there but did not come up;
 * - `ended`: it went away while in use;
 * - `protocol`: it refused a command, or did not answer in time;
 * - `navigation`: the page could not be opened;
 * - `page`: a function threw in the page.
 */
export type EngineErrorCode =
  | "not-installed"
  | "start"
  | "ended"
  | "protocol"
  | "navigation"
  | "page";

/** The only error this package throws about an engine. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly engine: EngineName;
  readonly code: EngineErrorCode;
  /** The message without the engine's name before it. */
  readonly reason: string;

  constructor(engine: EngineName, code: EngineErrorCode, reason: string) {
    super(`${engine}: ${reason}`);
    this.engine = engine;
    this.code = code;
    this.reason = reason;
  }
}
