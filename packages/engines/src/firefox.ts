import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BrowserRun } from "./browser-run.ts";
import type { Engine, LaunchOptions, Mark, Message, NetworkFailure } from "./engine.ts";
import { EngineError } from "./engine-error.ts";
import { EngineSocket } from "./engine-socket.ts";
import { findExecutable } from "./executables.ts";
import { firefoxPreferences } from "./firefox-preferences.ts";
import type { FirefoxProtocol } from "./firefox-protocol.ts";
import { Journal } from "./journal.ts";
import { LastWord } from "./last-word.ts";
import { pageResult, pageSource, pageTimeout } from "./page-source.ts";
import { poll } from "./poll.ts";
import { RpcChannel } from "./rpc-channel.ts";

/** Firefox over WebDriver BiDi, which it speaks itself: no geckodriver. */
export async function launchFirefox(options: LaunchOptions): Promise<Engine> {
  const command = findExecutable("firefox");
  const run = new BrowserRun("firefox", (profile) => {
    writeFileSync(join(profile, "user.js"), firefoxPreferences(options));
    return { command, args: commandLine(profile, options), env: environment(profile) };
  });
  return run.starting(() => connect(run));
}

function commandLine(profile: string, { args = [] }: LaunchOptions): string[] {
  return [
    "--headless",
    "--no-remote",
    "--profile",
    profile,
    "--remote-debugging-port=0",
    ...args,
    "about:blank",
  ];
}

function environment(profile: string): Record<string, string> {
  return { HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" };
}

async function connect(run: BrowserRun): Promise<Engine> {
  // It picks the port and says so.
  const address = await poll(
    () => /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(run.child.output)?.[1],
    { everyMs: 20, timeoutMs: 60_000 },
  );
  if (address === undefined) {
    throw run.error("start", `it never said where it listens\n${run.child.output}`);
  }
  const channel = new RpcChannel<FirefoxProtocol>({
    send: (text) => socket.send(text),
    failure: (code, sentence) => run.error(code, sentence),
  });
  const socket = new EngineSocket(`${address}/session`, {
    onText: (text) => channel.receive(text),
    onClose: () => run.connectionLost(channel),
  });
  await socket.opened;
  run.watch(channel);
  const journal = new Journal();
  const lastWord = await LastWord.start();
  void run.child.ended.then(() => lastWord.close());
  channel.on("log.entryAdded", ({ level, text }) => {
    if (!lastWord.hear(text ?? "")) journal.message(level, text ?? "", {});
  });
  const { capabilities } = await channel.call("session.new", {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
  });
  await channel.call("session.subscribe", { events: ["log.entryAdded"] });
  const { contexts } = await channel.call("browsingContext.getTree", {});
  const context = contexts[0]?.context;
  if (context === undefined) throw run.error("start", "it has no page");
  const version = `${capabilities.browserName}/${capabilities.browserVersion}`;
  return new FirefoxEngine(run, channel, journal, lastWord, context, version);
}

class FirefoxEngine implements Engine {
  readonly name = "firefox";
  readonly version: string;
  readonly #run: BrowserRun;
  readonly #channel: RpcChannel<FirefoxProtocol>;
  readonly #journal: Journal;
  readonly #lastWord: LastWord;
  readonly #context: string;

  constructor(
    run: BrowserRun,
    channel: RpcChannel<FirefoxProtocol>,
    journal: Journal,
    lastWord: LastWord,
    context: string,
    version: string,
  ) {
    this.version = version;
    this.#run = run;
    this.#channel = channel;
    this.#journal = journal;
    this.#lastWord = lastWord;
    this.#context = context;
  }

  async open(url: string): Promise<void> {
    const page = { context: this.#context, url, wait: "complete" } as const;
    try {
      await this.#channel.call("browsingContext.navigate", page);
    } catch (error) {
      if (error instanceof EngineError && error.code === "protocol") {
        throw this.#run.error("navigation", `${url}: ${error.reason}`);
      }
      throw error;
    }
  }

  async evaluate<T, A = undefined>(
    page: string | ((argument: A) => T | Promise<T>),
    argument?: A,
  ): Promise<T> {
    const evaluation = await this.#channel.call(
      "script.evaluate",
      {
        expression: pageSource(page, argument),
        target: { context: this.#context },
        awaitPromise: true,
        resultOwnership: "none",
      },
      { timeoutMs: pageTimeout },
    );
    if (evaluation.type === "exception") {
      throw this.#run.error("page", evaluation.exceptionDetails.text);
    }
    return pageResult(evaluation.result.value);
  }

  mark(): Mark {
    return this.#journal.mark();
  }

  async messages(mark: Mark = 0): Promise<readonly Message[]> {
    await this.#settled();
    return this.#journal.messages(mark);
  }

  /** None: a CORS failure is not an event of WebDriver BiDi. */
  async failures(mark: Mark = 0): Promise<readonly NetworkFailure[]> {
    await this.#settled();
    return this.#journal.failures(mark);
  }

  close(): Promise<void> {
    return this.#run.stop();
  }

  /**
   * The console comes from another process than the answers, and lags. By how much, a busy machine decides, so a last
   * request is refused and its message waited for; then a little more, for what takes yet another way.
   */
  async #settled(): Promise<void> {
    const refuse = (url: string): Promise<unknown> =>
      this.evaluate((there: string) => fetch(there).then(String, String), url);
    await this.#lastWord.await(refuse, 10_000);
    await this.#journal.quiet(50);
  }
}
