import type { Cell } from "./matrix.ts";
import { firstAnswer, Load, requestBytes } from "./load.ts";
import { ServerProcess } from "./server-process.ts";
import { type Quartiles, quartilesOf } from "./statistics.ts";
import { verify } from "./verify.ts";

export interface Method {
  readonly rounds: number;
  readonly requests: number;
  readonly connections: number;
}

export interface Comparison {
  readonly cell: Cell;
  /** Server CPU per request as a ratio to the adjacent bursts of the bare server. */
  readonly ratio: Quartiles;
  /** The same for a second bare server: the noise floor. */
  readonly control: Quartiles;
  /** Microseconds of the bare server per request. */
  readonly bareMicroseconds: number;
}

const WARM_UP = 15_000;

/** One server under load. */
class Contender {
  readonly #server: ServerProcess;
  readonly #load: Load;
  readonly #requests: number;

  constructor(server: ServerProcess, load: Load, requests: number) {
    this.#server = server;
    this.#load = load;
    this.#requests = requests;
  }

  /** Microseconds of CPU for one request, over one burst. */
  async burst(): Promise<number> {
    const before = await this.#server.cpu();
    await this.#load.burst(this.#requests);
    return ((await this.#server.cpu()) - before) / this.#requests;
  }

  /** Until the code is compiled, the same for each: bursts of the bare server would otherwise be warmer than the others'. */
  warmUp(): Promise<void> {
    return this.#load.burst(WARM_UP);
  }

  stop(): void {
    this.#load.close();
    this.#server.stop();
  }
}

async function enter(
  cell: Cell,
  variant: Cell["variant"] | "bare",
  method: Method,
): Promise<Contender> {
  const server = await ServerProcess.start(cell.framework, variant, cell.policy);
  const request = requestBytes(cell.traffic, server.port);
  const answer = await firstAnswer(server.port, request);
  if (variant !== "bare") verify(cell, answer);
  const load = await Load.open(server.port, request, answer.length, method.connections);
  return new Contender(server, load, method.requests);
}

/**
 * Short bursts in alternation: bare, variant, bare again, the control. What disturbs one disturbs its neighbours, and
 * the ratio forgets it.
 */
export async function compare(cell: Cell, method: Method): Promise<Comparison> {
  const contenders = await Promise.all([
    enter(cell, "bare", method),
    enter(cell, "bare", method),
    enter(cell, cell.variant, method),
  ]);
  const [bare, control, variant] = contenders;
  const ratios: number[] = [];
  const controls: number[] = [];
  const bares: number[] = [];
  try {
    // One after the other is the point of it.
    // oxlint-disable no-await-in-loop
    for (const contender of contenders) await contender.warmUp();
    for (let round = 0; round < method.rounds; round += 1) {
      const before = await bare.burst();
      const measured = await variant.burst();
      const between = await bare.burst();
      const beside = await control.burst();
      const after = await bare.burst();
      ratios.push((2 * measured) / (before + between));
      controls.push((2 * beside) / (between + after));
      bares.push(before, between, after);
    }
    // oxlint-enable no-await-in-loop
  } finally {
    for (const contender of contenders) contender.stop();
  }
  return {
    cell,
    ratio: quartilesOf(ratios),
    control: quartilesOf(controls),
    bareMicroseconds: quartilesOf(bares).median,
  };
}
