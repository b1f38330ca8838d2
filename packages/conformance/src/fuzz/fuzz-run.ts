import type { Engine, EngineName } from "@corsage/engines";
import { launch, PageServer } from "@corsage/engines";
import fc from "fast-check";
import { consoleLines } from "../console-lines.ts";
import { foretell, observe } from "../page-run.ts";
import type { PageSight } from "../page-sight.ts";
import type { PageVisit } from "../page-visit.ts";
import { RunningHost } from "../running-host.ts";
import { isPreflight } from "../seen-request.ts";
import { arbitraryCase, type FuzzCase } from "./fuzz-case.ts";
import { fuzzHost, pathOfCase } from "./fuzz-host.ts";

/** A case from both sides. */
interface Sighted {
  readonly case: FuzzCase;
  readonly foretold: PageSight;
  readonly observed: PageSight;
}

/** A case that the model foretold wrongly. */
export interface Difference extends Sighted {
  /** Its place among the cases of the seed. */
  readonly index: number;
}

/** What came of the cases of a seed. */
export interface Compared {
  /** Cases with an answer that the page may not have. */
  readonly blocked: number;
  /** Cases with a preflight. */
  readonly preflighted: number;
  /** Cases with fewer preflights than requests behind them. */
  readonly remembered: number;
  readonly differences: readonly Difference[];
}

/** Cases that a page makes in one go. */
const batchSize = 400;

/** Cases after which an engine is replaced: Chromium remembers 1,024 preflights, and then forgets ten at random. */
const engineLife = 800;

/** The seconds that shrinking one case may take. */
const shrinkingTime = 60_000;

/** Pages, a server and engines, for comparing the model with the engines over random cases. */
export class FuzzRun {
  readonly #pages: PageServer;
  readonly #running: RunningHost;
  readonly #engines: Map<EngineName, Engine>;
  /** Cases that each engine has made. */
  readonly #made = new Map<EngineName, number>();
  readonly #served: FuzzCase[];
  #runs = 0;

  private constructor(
    pages: PageServer,
    running: RunningHost,
    engines: readonly Engine[],
    served: FuzzCase[],
  ) {
    this.#pages = pages;
    this.#running = running;
    this.#engines = new Map(engines.map((engine) => [engine.name, engine]));
    this.#served = served;
  }

  static async start(names: readonly EngineName[]): Promise<FuzzRun> {
    const served: FuzzCase[] = [];
    const [pages, running, engines] = await Promise.all([
      PageServer.start(),
      RunningHost.start(fuzzHost(served), { cors: { policy: false }, routes: [] }),
      Promise.all(names.map((name) => launch(name))),
    ]);
    return new FuzzRun(pages, running, engines, served);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#engines.values()].map((engine) => engine.close()));
    await Promise.all([this.#pages.close(), this.#running.close()]);
  }

  /** Makes the cases of a seed in an engine, and looks where the model parts from it. */
  async compare(name: EngineName, seed: number, count: number): Promise<Compared> {
    const cases = fc.sample(arbitraryCase(this.#pages.port), { seed, numRuns: count });
    const sights: Sighted[] = [];
    for (let start = 0; start < cases.length; start += batchSize) {
      // oxlint-disable-next-line no-await-in-loop -- an engine shows one page at a time
      sights.push(...(await this.#look(name, cases.slice(start, start + batchSize))));
    }
    return {
      blocked: sights.filter(({ observed }) =>
        observed.answers.some(({ outcome }) => outcome === "blocked"),
      ).length,
      preflighted: sights.filter(({ observed }) => observed.requests.some(isPreflight)).length,
      remembered: sights.filter(({ observed: { requests } }) => {
        const preflights = requests.filter(isPreflight).length;
        return preflights > 0 && preflights < requests.length - preflights;
      }).length,
      differences: sights.flatMap((sight, index) => (differ(sight) ? [{ ...sight, index }] : [])),
    };
  }

  /** The smallest case found that still differs, starting from one of a seed. */
  async shrink(name: EngineName, seed: number, { index }: Difference): Promise<Difference> {
    let smallest: Difference | undefined;
    const agrees = fc.asyncProperty(arbitraryCase(this.#pages.port), async (one) => {
      const [sight] = await this.#look(name, [one]);
      if (sight === undefined || !differ(sight)) return true;
      smallest = { ...sight, index };
      return false;
    });
    // The path makes fast-check begin with this very case.
    await fc.check(agrees, {
      seed,
      path: String(index),
      numRuns: 1,
      interruptAfterTimeLimit: shrinkingTime,
    });
    if (smallest === undefined) throw new Error(`case ${index} of seed ${seed} differs no more`);
    return smallest;
  }

  async #engineFor(name: EngineName, cases: number): Promise<Engine> {
    const made = (this.#made.get(name) ?? 0) + cases;
    const engine = this.#engines.get(name);
    if (engine !== undefined && made <= engineLife) {
      this.#made.set(name, made);
      return engine;
    }
    await engine?.close();
    const fresh = await launch(name);
    this.#engines.set(name, fresh);
    this.#made.set(name, cases);
    return fresh;
  }

  async #look(name: EngineName, cases: readonly FuzzCase[]): Promise<readonly Sighted[]> {
    const engine = await this.#engineFor(name, cases.length);
    const visits = cases.map((one): PageVisit => {
      const place = this.#served.push(one) - 1;
      return { calls: one.calls, path: pathOfCase(place), running: this.#running };
    });
    this.#runs += 1;
    const run = this.#runs;
    const [model, observed] = await Promise.all([
      foretell(visits, name, `model-${run}`),
      observe(visits, engine, this.#pages, `pages-${run}`),
    ]);
    return cases.map((one, index) => ({
      case: one,
      foretold: comparable(name, model[index]?.sight),
      observed: comparable(name, observed[index]),
    }));
  }
}

function differ({ foretold, observed }: Sighted): boolean {
  return JSON.stringify(foretold) !== JSON.stringify(observed);
}

function comparable(name: EngineName, sight: PageSight | undefined): PageSight {
  if (sight === undefined) throw new Error(`${name} has lost a case`);
  return { ...sight, console: consoleLines(name, sight.console) };
}
