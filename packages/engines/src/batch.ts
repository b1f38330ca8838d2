import type { Engine, Message, NetworkFailure } from "./engine.ts";
import type { PageCase, PageOutcome } from "./page-case.ts";
import type { PageServer } from "./page-server.ts";

/** How a batch is run. */
export interface BatchOptions {
  /** The page's host name, see {@link PageServer.origin}. Default `"localhost"`. */
  readonly host?: string;
  /** Cases running at the same time. Default 6, as many connections as a browser opens to one origin. */
  readonly inFlight?: number;
}

/** One case, what the page learned of it, and what the engine said about its URL. */
export interface CaseResult {
  readonly case: PageCase;
  readonly outcome: PageOutcome;
  readonly messages: readonly Message[];
  readonly failures: readonly NetworkFailure[];
}

/** A batch that was run. */
export interface BatchResult {
  /** In the order of the cases. */
  readonly results: readonly CaseResult[];
  /** What the engine said without naming a case's URL. */
  readonly unattributed: readonly Message[];
}

/**
 * Runs cases in a page of `server`, opening it first unless it is open already, and returns when all have an
 * outcome. An engine runs one batch at a time.
 * @throws RangeError when two cases have the same URL: caches and the console could not tell them apart.
 * @throws EngineError `ended` when the browser goes away.
 */
export async function runBatch(
  engine: Engine,
  server: PageServer,
  cases: readonly PageCase[],
  { host, inFlight = 6 }: BatchOptions = {},
): Promise<BatchResult> {
  const urls = new Set<string>();
  for (const { url } of cases) {
    const { href } = new URL(url);
    if (urls.has(href)) throw new RangeError(`two cases have the URL ${url}`);
    urls.add(href);
  }
  const pageUrl = `${server.origin(host)}/`;
  if ((await engine.evaluate<string>("location.href")) !== pageUrl) await engine.open(pageUrl);

  const mark = engine.mark();
  const { path, withdraw } = server.offer(cases);
  const outcomes = await engine
    .evaluate<PageOutcome[], [string, number]>(runInPage, [path, inFlight])
    .finally(withdraw);
  const messages = byUrl(await engine.messages(mark));
  const failures = byUrl(await engine.failures(mark));
  const results = outcomes.map((outcome, index): CaseResult => {
    const step = cases[index];
    if (step === undefined) throw new RangeError(`${cases.length} cases had more outcomes`);
    const { href } = new URL(step.url);
    return {
      case: step,
      outcome,
      messages: messages.get(href) ?? [],
      failures: failures.get(href) ?? [],
    };
  });
  const unattributed = [...messages].flatMap(([url, about]) => (urls.has(url) ? [] : about));
  return { results, unattributed };
}

/** Runs in the page. */
function runInPage([path, inFlight]: [string, number]): Promise<PageOutcome[]> {
  return window.runBatch(path, inFlight);
}

function byUrl<T extends { readonly url?: string }>(items: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const url = item.url === undefined || !URL.canParse(item.url) ? "" : new URL(item.url).href;
    const group = found.get(url);
    if (group === undefined) found.set(url, [item]);
    else group.push(item);
  }
  return found;
}
