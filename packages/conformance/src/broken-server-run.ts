import { createBrowser, type EngineName, type Trace } from "@corsage/browser";
import { liveTransport } from "@corsage/browser/live";
import type { Engine, Message, NetworkFailure } from "@corsage/engines";
import type { BrokenServerHost } from "./broken-server-host.ts";
import { type PageCall, type PageResult, runInPage } from "./broken-server-page.ts";
import type { BrokenServer, Line, PlantedBody } from "./broken-servers.ts";
import { consoleLines } from "./console-lines.ts";
import type { SeenRequest } from "./seen-request.ts";

/** Everything the model foretells about one case, and an engine shows. */
export interface Observation {
  readonly results: readonly PageResult[];
  readonly requests: readonly SeenRequest[];
  /** Console lines in alphabetical order: engines report from several processes. */
  readonly console: readonly string[];
  /** Chromium's `corsErrorStatus`. */
  readonly corsErrors: readonly string[];
}

// Who keeps a connection open differs between the engines and the model, and is no matter of CORS.
const connectionHeaders = new Set(["connection", "keep-alive"]);

const tidy = (result: PageResult): PageResult =>
  "error" in result
    ? result
    : {
        ...result,
        headers: [...new Set(result.headers)]
          .filter((name) => !connectionHeaders.has(name))
          .toSorted(),
      };

const bodies = {
  "form-data": (): FormData => {
    const form = new FormData();
    form.append("a", "1");
    return form;
  },
  "url-search-params": (): URLSearchParams => new URLSearchParams("a=1"),
  blob: (): Blob => new Blob(["x"]),
  "json-blob": (): Blob => new Blob(["{}"], { type: "application/json" }),
  bytes: (): Uint8Array<ArrayBuffer> => new Uint8Array([1, 2]),
} as const satisfies Readonly<Record<PlantedBody, () => unknown>>;

function pageResult(trace: Trace, engine: EngineName, call: BrokenServer): PageResult {
  const { response, failure } = trace;
  const plain = call.initiator === undefined || call.initiator === "fetch";
  // A beacon's script learns nothing, neither yes nor no.
  if (call.initiator === "beacon") return { type: "sent", status: 0, headers: [] };
  if (response === undefined) {
    return { error: plain ? `TypeError: ${failure?.engines[engine].thrown}` : "error event" };
  }
  const headers = response.headers.map(([name]) => name);
  // An EventSource tells its script nothing about the answer.
  if (call.initiator === "eventsource") return { type: "cors", status: 200, headers: [] };
  return { type: response.type, status: response.status, headers };
}

/** The model's word on every case, from the same servers over the same sockets. */
export async function foretell(
  engine: EngineName,
  host: BrokenServerHost,
  cases: readonly BrokenServer[],
  run: string,
): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  for (const [index, planted] of cases.entries()) {
    const browser = createBrowser({
      origin: planted.page === "sandboxed" ? "null" : host.page,
      pageUrl: `${host.page}/${planted.page ?? "plain"}`,
      engine,
      transport: liveTransport(),
    });
    const traces: Trace[] = [];
    for (let time = 0; time < (planted.times ?? 1); time += 1) {
      traces.push(
        // oxlint-disable-next-line no-await-in-loop -- one page, one request at a time
        await browser.walk(host.urlOf(run, index), {
          ...planted.init,
          ...(planted.body === undefined ? {} : { body: bodies[planted.body]() }),
          initiator: planted.initiator,
          uploadListener: planted.uploadListener,
        }),
      );
    }
    const reports = traces.flatMap(({ failure }) => failure?.engines[engine] ?? []);
    const requests = host.seen(run, index);
    // A load that never began does not fail: Chromium then has an issue for the developer, no corsErrorStatus.
    const loaded = engine === "chromium" && requests.length > 0;
    observations.push({
      results: traces.map((trace) => tidy(pageResult(trace, engine, planted))),
      requests,
      console: consoleLines(
        engine,
        reports.flatMap((report) => report.console),
      ),
      corsErrors: loaded ? reports.flatMap(({ code }) => code ?? []).toSorted() : [],
    });
  }
  return observations;
}

/** Which case a line is about: by the text where it names the URL, else by the request the engine gives. */
function caseOf(run: string, ...texts: readonly (string | undefined)[]): number | undefined {
  for (const text of texts) {
    const found = new RegExp(`/case/${run}/(\\d+)`).exec(text ?? "");
    if (found !== null) return Number(found[1]);
  }
  return undefined;
}

/** Chromium and WebKit remark on every status of 400 and more, readable or not. */
const remark = /the server responded with a status of/;

const linesOf = (
  run: string,
  index: number,
  engine: EngineName,
  messages: readonly Message[],
): readonly string[] =>
  consoleLines(
    engine,
    messages
      .filter(({ text, url }) => caseOf(run, text, url) === index && !remark.test(text))
      .map(({ text }) => text),
  );

const errorsOf = (
  run: string,
  index: number,
  failures: readonly NetworkFailure[],
): readonly string[] =>
  failures
    .filter(({ url }) => caseOf(run, url) === index)
    .flatMap(({ corsError }) => corsError ?? [])
    .toSorted();

const isLines = (
  headers: Readonly<Record<string, string>> | readonly Line[],
): headers is readonly Line[] => Array.isArray(headers);

/** What the engine really does with every case. */
export async function observe(
  engine: Engine,
  host: BrokenServerHost,
  cases: readonly BrokenServer[],
  run: string,
): Promise<readonly Observation[]> {
  const calls = cases.map((planted, index): PageCall => {
    const { headers = {}, ...init } = planted.init ?? {};
    return {
      url: host.urlOf(run, index),
      init,
      headers: isLines(headers) ? headers : Object.entries(headers),
      body: planted.body,
      initiator: planted.initiator ?? "fetch",
      uploadListener: planted.uploadListener ?? false,
      times: planted.times ?? 1,
    };
  });
  const mark = engine.mark();
  const results: PageResult[][] = [];
  for (const page of ["plain", "sandboxed"] as const) {
    const own = [...cases.keys()].filter((index) => (cases[index]?.page ?? "plain") === page);
    const list = host.keepList(
      `${run}-${page}`,
      own.map((index) => calls[index]),
    );
    // oxlint-disable no-await-in-loop -- one page after the other
    await engine.open(`${host.page}/${page}`);
    const shown = await engine.evaluate<PageResult[][], string>(runInPage, list);
    // oxlint-enable no-await-in-loop
    for (const [place, index] of own.entries()) results[index] = shown[place] ?? [];
  }
  const messages = await engine.messages(mark);
  const failures = await engine.failures(mark);
  return cases.map((_, index) => ({
    results: (results[index] ?? []).map(tidy),
    requests: host.seen(run, index),
    console: linesOf(run, index, engine.name, messages),
    corsErrors: engine.name === "chromium" ? errorsOf(run, index, failures) : [],
  }));
}

/** The same with what belongs to a run taken out, so that two runs can be compared. */
export const withoutRun = (observation: Observation, run: string): Observation =>
  JSON.parse(JSON.stringify(observation).replaceAll(`/case/${run}/`, "/case/"));
