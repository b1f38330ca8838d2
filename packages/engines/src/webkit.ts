import { once } from "node:events";
import { createServer } from "node:net";
import { BrowserRun } from "./browser-run.ts";
import { Child } from "./child.ts";
import type { Engine, LaunchOptions, Mark, Message, NetworkFailure } from "./engine.ts";
import { findExecutable, findXvfb } from "./executables.ts";
import { Journal } from "./journal.ts";
import { pageResult, pageSource, pageTimeout } from "./page-source.ts";
import { poll } from "./poll.ts";
import type { RpcChannel } from "./rpc-channel.ts";
import { openWebKitChannel } from "./webkit-channel.ts";
import type { WebKitProtocol } from "./webkit-protocol.ts";
import { type Display, openDisplay } from "./xvfb.ts";

/**
 * WebKitGTK's MiniBrowser over its own inspector, on a display of its own. Not WebKitWebDriver, which hides the
 * console; not `--private`, which has no HTTP cache.
 */
export async function launchWebKit(options: LaunchOptions): Promise<Engine> {
  const command = findExecutable("webkit");
  const display = await openDisplay(findXvfb() ?? "Xvfb");
  try {
    const inspector = `127.0.0.1:${await freePort()}`;
    const run = new BrowserRun("webkit", (profile) => ({
      command,
      args: commandLine(options),
      env: environment(profile, display, inspector),
    }));
    return await run.starting(() => connect(run, display, inspector, command));
  } catch (error) {
    await display.close();
    throw error;
  }
}

function commandLine({ proxy, args = [] }: LaunchOptions): string[] {
  return [
    "--enable-developer-extras=true",
    "--ignore-tls-errors",
    // The default takes no cookies from third parties, which would hide what credentials do.
    "--cookies-policy=always",
    ...(proxy ? [`--proxy=${proxy}`] : []),
    ...args,
    "about:blank",
  ];
}

function environment(profile: string, display: Display, inspector: string): Record<string, string> {
  return {
    DISPLAY: display.name,
    WEBKIT_INSPECTOR_HTTP_SERVER: inspector,
    // Everything a desktop would share, kept in the profile or switched off.
    HOME: profile,
    XDG_CACHE_HOME: `${profile}/cache`,
    XDG_CONFIG_HOME: `${profile}/config`,
    XDG_DATA_HOME: `${profile}/data`,
    XDG_RUNTIME_DIR: profile,
    GSETTINGS_BACKEND: "memory",
    GTK_A11Y: "none",
    NO_AT_BRIDGE: "1",
    // There is no graphics card to draw with.
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    // The sandbox cannot be set up by root.
    ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {}),
  };
}

/** The inspector takes a number and nothing else. Should it be taken in between, the start is tried again. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return address !== null && typeof address === "object" ? address.port : 0;
}

async function connect(
  run: BrowserRun,
  display: Display,
  inspector: string,
  command: string,
): Promise<Engine> {
  const [path, version] = await Promise.all([
    poll(() => findPage(inspector), { everyMs: 20, timeoutMs: 60_000 }),
    findVersion(command, display),
  ]);
  if (path === undefined)
    throw run.error("start", `its inspector lists no page\n${run.child.output}`);
  const channel = await openWebKitChannel(run, `ws://${inspector}${path}`);
  const journal = new Journal();
  channel.on("Console.messageAdded", ({ message: { level, text, url, networkRequestId } }) => {
    journal.message(level, text, {
      ...(networkRequestId ? { requestId: networkRequestId } : {}),
      ...(url ? { url } : {}),
    });
  });
  channel.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse }) => {
    // A page of another site runs in a new process, which counts its requests from the start again.
    if (redirectResponse === undefined) journal.forget(requestId);
    journal.request(requestId, request.url);
  });
  channel.on("Network.loadingFailed", ({ requestId, errorText }) => {
    journal.failure(requestId, { text: errorText });
  });
  return new WebKitEngine(run, display, channel, journal, version);
}

/** The inspector's front page links to what can be inspected, once there is something. */
async function findPage(inspector: string): Promise<string | undefined> {
  try {
    const response = await fetch(`http://${inspector}/`);
    return /\/socket\/\d+\/\d+\/WebPage/.exec(await response.text())?.[0];
  } catch {
    return undefined; // not listening yet
  }
}

/** The user agent string claims to be Safari's; only the program itself tells. */
async function findVersion(command: string, display: Display): Promise<string> {
  const args = ["--version"];
  const env = { DISPLAY: display.name, NO_AT_BRIDGE: "1" };
  const child = new Child({ command, args, env, endSignal: "SIGKILL" });
  await child.ended;
  await child.stop();
  return /WebKitGTK [\d.]+/.exec(child.output)?.[0] ?? "WebKitGTK";
}

interface Look {
  readonly readyState: string;
  readonly href: string;
  readonly isLeft: boolean;
}
const LOOK =
  "{ readyState: document.readyState, href: location.href, isLeft: document.isLeft === true }";

class WebKitEngine implements Engine {
  readonly name = "webkit";
  readonly version: string;
  readonly #run: BrowserRun;
  readonly #display: Display;
  readonly #channel: RpcChannel<WebKitProtocol>;
  readonly #journal: Journal;

  constructor(
    run: BrowserRun,
    display: Display,
    channel: RpcChannel<WebKitProtocol>,
    journal: Journal,
    version: string,
  ) {
    this.version = version;
    this.#run = run;
    this.#display = display;
    this.#channel = channel;
    this.#journal = journal;
  }

  /** By asking again and again: the load event is lost when the navigation swaps processes. */
  async open(url: string): Promise<void> {
    // Without it, the page that is still there would pass for where the navigation led. Not by the document's
    // performance.timeOrigin, which moves when the machine's clock is set.
    const isMarked = await poll(() => this.#ask<true>("document.isLeft = true"), {
      everyMs: 12,
      timeoutMs: 30_000,
    });
    if (isMarked === undefined) {
      throw this.#run.error("navigation", `${url}: the page before it does not answer`);
    }
    const mark = this.#journal.mark();
    const target = withoutHash(url);
    // Its answer, too, may be lost with the old process.
    this.#channel.call("Page.navigate", { url }, { timeoutMs: 5000 }).catch(() => undefined);
    const end = await poll(
      async () => {
        // What cannot be had becomes an error page at about:blank.
        const failure = this.#journal.failures(mark).find((failed) => failed.url === target);
        if (failure !== undefined) return failure.text;
        if (!this.#run.child.running) return "the browser is gone";
        const now = await this.#ask<Look>(LOOK);
        if (now === undefined || now.isLeft) return undefined;
        if (now.readyState !== "complete" || now.href === "about:blank") return undefined;
        return withoutHash(now.href) === target ? "loaded" : `it led to ${now.href}`;
      },
      { everyMs: 12, timeoutMs: 60_000 },
    );
    if (end === "loaded") return;
    throw this.#run.error("navigation", `${url}: ${end ?? "it never finished loading"}`);
  }

  /** The value of an expression in the page; `undefined` where a process that is being replaced does not answer. */
  async #ask<T>(expression: string): Promise<T | undefined> {
    try {
      const parameters = { expression: `JSON.stringify(${expression})`, returnByValue: true };
      const answer = await this.#channel.call("Runtime.evaluate", parameters, { timeoutMs: 400 });
      return JSON.parse(answer.result.value);
    } catch {
      return undefined;
    }
  }

  async evaluate<T, A = undefined>(
    page: string | ((argument: A) => T | Promise<T>),
    argument?: A,
  ): Promise<T> {
    const started = await this.#channel.call("Runtime.evaluate", {
      expression: pageSource(page, argument),
      returnByValue: false,
    });
    if (started.wasThrown) throw this.#run.error("page", started.result.description ?? "it threw");
    const { result, wasThrown } = await this.#channel.call(
      "Runtime.awaitPromise",
      { promiseObjectId: started.result.objectId, returnByValue: true },
      { timeoutMs: pageTimeout },
    );
    if (wasThrown) throw this.#run.error("page", result.description ?? result.value);
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

  async close(): Promise<void> {
    await this.#run.stop();
    await this.#display.close();
  }

  /** The console takes the same way as answers: after a round trip through the page nothing is outstanding. */
  async #settled(): Promise<void> {
    await this.evaluate("0");
  }
}

function withoutHash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}
