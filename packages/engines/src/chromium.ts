import { BrowserRun } from "./browser-run.ts";
import type { ChromiumProtocol } from "./chromium-protocol.ts";
import type {
  Chromium,
  LaunchOptions,
  Mark,
  Message,
  NetworkFailure,
  ScreenshotOptions,
} from "./engine.ts";
import { findExecutable } from "./executables.ts";
import { Journal } from "./journal.ts";
import { pageResult, pageSource, pageTimeout } from "./page-source.ts";
import { RpcChannel } from "./rpc-channel.ts";

/** Chromium over its DevTools protocol, on a pipe: no port to find, and the pipe's end is the browser's end. */
export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const command = findExecutable("chromium");
  const run = new BrowserRun("chromium", (profile) => ({
    command,
    args: commandLine(profile, options),
    pipes: 2,
  }));
  return run.starting(() => connect(run, options));
}

function commandLine(profile: string, { proxy, args = [] }: LaunchOptions): string[] {
  return [
    "--headless",
    "--remote-debugging-pipe",
    `--user-data-dir=${profile}`,
    // Chromium refuses to sandbox itself as root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...(proxy ? [`--proxy-server=${proxy}`, "--proxy-bypass-list=<-loopback>"] : []),
    ...quiet,
    ...args,
    "about:blank",
  ];
}

/** No window, no first steps, no traffic of its own. */
const quiet: readonly string[] = [
  "--ignore-certificate-errors",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--no-default-browser-check",
  "--no-service-autorun",
  "--disable-background-networking",
  "--disable-breakpad",
  "--disable-client-side-phishing-detection",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-extensions",
  "--disable-sync",
  // A sandboxed frame stays in its page's process, so that the one console hears of it, too.
  "--disable-features=OptimizationHints,MediaRouter,Translate,NetworkTimeServiceQuerying,IsolateSandboxedIframes",
  "--metrics-recording-only",
  "--password-store=basic",
  "--use-mock-keychain",
  "--hide-scrollbars",
];

/** The pipe carries messages separated by NUL. */
function openChannel(run: BrowserRun): RpcChannel<ChromiumProtocol> {
  const [, , , toBrowser, fromBrowser] = run.child.process.stdio;
  const channel = new RpcChannel<ChromiumProtocol>({
    send: (text) => {
      if (toBrowser && "write" in toBrowser) toBrowser.write(`${text}\0`);
    },
    failure: (code, sentence) => run.error(code, sentence),
  });
  let rest = "";
  toBrowser?.on("error", () => run.connectionLost(channel));
  if (fromBrowser && "setEncoding" in fromBrowser) fromBrowser.setEncoding("utf8");
  fromBrowser?.on("data", (text: string) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages) channel.receive(message);
  });
  run.watch(channel);
  return channel;
}

async function connect(run: BrowserRun, options: LaunchOptions): Promise<Chromium> {
  const channel = openChannel(run);
  const journal = new Journal();
  const { product } = await channel.call("Browser.getVersion", {});
  const { targetInfos } = await channel.call("Target.getTargets", {});
  const target = targetInfos.find(({ type }) => type === "page");
  if (target === undefined) throw run.error("start", "it has no page");
  const { targetId } = target;
  const session = await channel.call("Target.attachToTarget", { targetId, flatten: true });
  const call: typeof channel.call = (method, params, callOptions) =>
    channel.call(method, params, { ...callOptions, ...session });
  listen(channel, journal);
  await Promise.all([
    call("Page.enable", {}),
    call("Runtime.enable", {}),
    call("Log.enable", {}),
    call("Network.enable", {}),
  ]);
  if (options.dismissLogins) {
    // A paused request or challenge may be gone by the time of the answer; that is no loss.
    channel.on("Fetch.requestPaused", ({ requestId }) => {
      call("Fetch.continueRequest", { requestId }).catch(ignore);
    });
    channel.on("Fetch.authRequired", ({ requestId }) => {
      const authChallengeResponse = { response: "CancelAuth" as const };
      call("Fetch.continueWithAuth", { requestId, authChallengeResponse }).catch(ignore);
    });
    await call("Fetch.enable", { handleAuthRequests: true });
  }
  return new ChromiumEngine(run, channel, call, journal, product);
}

function listen(channel: RpcChannel<ChromiumProtocol>, journal: Journal): void {
  channel.on("Log.entryAdded", ({ entry }) => {
    const { networkRequestId, url } = entry;
    journal.message(entry.level, entry.text, {
      ...(networkRequestId ? { requestId: networkRequestId } : {}),
      ...(url ? { url } : {}),
    });
  });
  channel.on("Runtime.consoleAPICalled", ({ type, args }) => {
    const words = args.map(({ value, description }) => textOf(value, description));
    journal.message(type, words.join(" "), {});
  });
  channel.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => {
    journal.message("error", exception?.description ?? text, {});
  });
  channel.on("Network.requestWillBeSent", ({ requestId, request }) => {
    journal.request(requestId, request.url);
  });
  channel.on("Network.loadingFailed", ({ requestId, errorText, corsErrorStatus }) => {
    journal.failure(requestId, { text: errorText, ...corsErrorStatus });
  });
}

/** A string as it is; of anything else what the engine would show. */
function textOf(value: unknown, description: string | undefined): string {
  return typeof value === "string" ? value : (description ?? JSON.stringify(value) ?? "undefined");
}

class ChromiumEngine implements Chromium {
  readonly name = "chromium";
  readonly version: string;
  readonly #run: BrowserRun;
  readonly #channel: RpcChannel<ChromiumProtocol>;
  readonly #call: RpcChannel<ChromiumProtocol>["call"];
  readonly #journal: Journal;

  constructor(
    run: BrowserRun,
    channel: RpcChannel<ChromiumProtocol>,
    call: RpcChannel<ChromiumProtocol>["call"],
    journal: Journal,
    version: string,
  ) {
    this.version = version;
    this.#run = run;
    this.#channel = channel;
    this.#call = call;
    this.#journal = journal;
  }

  async open(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.#channel.on("Page.loadEventFired", () => resolve());
    });
    const { errorText, loaderId } = await this.#call("Page.navigate", { url });
    if (errorText) throw this.#run.error("navigation", `${url}: ${errorText}`);
    // Without a loader it only moved within the page: no load follows.
    if (loaderId === undefined) return;
    await Promise.race([
      loaded,
      this.#run.child.ended.then((sentence) => {
        throw this.#run.error("ended", `the browser ${sentence}`);
      }),
    ]);
  }

  async evaluate<T, A = undefined>(
    page: string | ((argument: A) => T | Promise<T>),
    argument?: A,
  ): Promise<T> {
    const { result, exceptionDetails } = await this.#call(
      "Runtime.evaluate",
      { expression: pageSource(page, argument), awaitPromise: true, returnByValue: true },
      { timeoutMs: pageTimeout },
    );
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw this.#run.error("page", exception?.description ?? text);
    }
    return pageResult(result.value);
  }

  mark(): Mark {
    return this.#journal.mark();
  }

  async messages(mark: Mark = 0): Promise<readonly Message[]> {
    await this.#settled();
    return this.#journal.messages(mark);
  }

  async failures(mark: Mark = 0): Promise<readonly NetworkFailure[]> {
    await this.#settled();
    return this.#journal.failures(mark);
  }

  async screenshot(options: ScreenshotOptions = {}): Promise<Uint8Array> {
    const { width = 1280, height = 800, dark = false, fullPage = false } = options;
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false } as const;
    await this.#call("Emulation.setDeviceMetricsOverride", metrics);
    const value = dark ? "dark" : "light";
    await this.#call("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value }],
    });
    const picture = { format: "png", captureBeyondViewport: fullPage } as const;
    const { data } = await this.#call("Page.captureScreenshot", picture);
    return Buffer.from(data, "base64");
  }

  close(): Promise<void> {
    return this.#run.stop();
  }

  /** The console takes the same pipe as answers: after a round trip through the page nothing is outstanding. */
  async #settled(): Promise<void> {
    await this.evaluate("0");
  }
}

function ignore(): void {
  // Deliberately nothing.
}
