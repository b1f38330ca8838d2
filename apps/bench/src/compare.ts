import type { Cell, Contest, Variant } from "./matrix.ts";
import { firstAnswer, Load, requestBytes } from "./load.ts";
import { ServerProcess } from "./server-process.ts";
import { type Quartiles, quartilesOf } from "./statistics.ts";
import { verify } from "./verify.ts";

export interface Method {
  /** How many times each server is started anew: two processes of one program differ by some per cent. */
  readonly generations: number;
  /** Alternations of each generation. */
  readonly rounds: number;
  readonly requests: number;
  readonly connections: number;
}

export interface Comparison {
  readonly cell: Cell;
  /** Server CPU per request as a ratio to the bare servers' bursts of the same round. */
  readonly ratio: Quartiles;
  /** One bare server to the other: the noise. */
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

async function enter(contest: Contest, variant: Variant, method: Method): Promise<Contender> {
  const { framework, policy, traffic } = contest;
  const server = await ServerProcess.start(framework, { variant, policy, traffic });
  const request = requestBytes(traffic, server.port);
  const answer = await firstAnswer(server.port, request);
  if (variant !== "bare") verify({ framework, variant, policy, traffic }, answer);
  const load = await Load.open(server.port, request, answer.length, method.connections);
  return new Contender(server, load, method.requests);
}

/**
 * Short bursts in alternation: a bare server, every variant, a second bare one. What disturbs one disturbs its
 * neighbours, and the ratio forgets it.
 */
export async function compare(contest: Contest, method: Method): Promise<readonly Comparison[]> {
  const { framework, variants, policy, traffic } = contest;
  const entrants: readonly Variant[] = ["bare", ...variants, "bare"];
  const ratios = entrants.map((): number[] => []);
  // Generations and bursts come one after the other: that is the point of it.
  // oxlint-disable no-await-in-loop
  for (let generation = 0; generation < method.generations; generation += 1) {
    const contenders = await Promise.all(
      entrants.map((variant) => enter(contest, variant, method)),
    );
    try {
      for (const contender of contenders) await contender.warmUp();
      for (let round = 0; round < method.rounds; round += 1) await playRound(contenders, ratios);
    } finally {
      for (const contender of contenders) contender.stop();
    }
  }
  // oxlint-enable no-await-in-loop
  const control = quartilesOf(ratios.at(-1) ?? []);
  const bareMicroseconds = quartilesOf(ratios[0] ?? []).median;
  return variants.map((variant, index) => ({
    cell: { framework, variant, policy, traffic },
    ratio: quartilesOf(ratios[index + 1] ?? []),
    control,
    bareMicroseconds,
  }));
}

/**
 * One burst of each, so that all have the same history, and each one's ratio to the two bare servers, which play first
 * and last. The first place gets the bare server's time, the last the ratio of the two: what is no difference at all.
 */
async function playRound(
  contenders: readonly Contender[],
  ratios: readonly number[][],
): Promise<void> {
  const bursts: number[] = [];
  for (const contender of contenders) {
    // oxlint-disable-next-line no-await-in-loop
    bursts.push(await contender.burst());
  }
  const bare = bursts[0] ?? Number.NaN;
  const control = bursts.at(-1) ?? Number.NaN;
  ratios[0]?.push(bare);
  ratios.at(-1)?.push(control / bare);
  for (const [index, burst] of bursts.entries()) {
    const isVariant = index > 0 && index < bursts.length - 1;
    if (isVariant) ratios[index]?.push((2 * burst) / (bare + control));
  }
}
