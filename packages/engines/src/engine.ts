/** The three engines; every other browser on the market is one of them. */
export type EngineName = "chromium" | "firefox" | "webkit";

/** Every engine this package drives, in the order of reports. */
export const engineNames: readonly EngineName[] = ["chromium", "firefox", "webkit"];

/** A line of the browser's console, in the engine's own words. */
export interface Message {
  readonly level: "debug" | "info" | "warning" | "error";
  readonly text: string;
  /** The request it is about: its first URL, before any redirect. Absent where the engine names none. */
  readonly url?: string;
}

/** A request the browser ended without a response for the page. Firefox reports none. */
export interface NetworkFailure {
  readonly url: string;
  /** Chromium: `net::ERR_FAILED` and the like. WebKit: the CORS text. */
  readonly text: string;
  /**
   * Chromium only: why CORS refused it, as `Network.CorsError` spells it, for example `MissingAllowOriginHeader`.
   * @see https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError
   */
  readonly corsError?: string;
  /** Chromium only: the value it refused, for example the origin, or the header's name. */
  readonly failedParameter?: string;
}

/** A point in an engine's console. From {@link Engine.mark}. */
export type Mark = number;

/** How to start an engine. All optional: the defaults are what a test wants. */
export interface LaunchOptions {
  /** A forward proxy for everything, loopback included: `"http://127.0.0.1:8080"`. Default: none. */
  readonly proxy?: string;
  /**
   * Answers the login prompt of a challenged 401 with "cancel". Default `false`: Chromium shows the prompt,
   * and the request never ends; Firefox and WebKit fail it by themselves.
   */
  readonly dismissLogins?: boolean;
  /** More command line arguments, for this engine. Default: none. */
  readonly args?: readonly string[];
}

/**
 * One running browser with one page. Certificates are not checked; the profile is fresh and is gone after `close`.
 * Calls are for one user at a time: do not navigate while something is being evaluated.
 */
export interface Engine {
  readonly name: EngineName;
  /** For people: `Chrome/156.0.1`, `firefox/153.0`, `WebKitGTK 2.50.1`. */
  readonly version: string;

  /**
   * Opens a page and waits until it has loaded.
   * @throws EngineError `navigation` when there is no such page to be had.
   */
  open(url: string): Promise<void>;

  /**
   * Runs a function in the page, or evaluates an expression, and returns what it or its promise gives, as JSON:
   * `undefined` arrives as `null`. A function takes nothing from its surroundings but `argument`.
   * @throws EngineError `page` with the page's own words when it throws.
   */
  evaluate<T, A = undefined>(
    page: string | ((argument: A) => T | Promise<T>),
    argument?: A,
  ): Promise<T>;

  /** The present end of the console, to read from later. */
  mark(): Mark;

  /** The console since `mark` (default: since the start), once the engine has said everything it had to say. */
  messages(mark?: Mark): Promise<readonly Message[]>;

  /** The failed requests since `mark` (default: since the start), waiting like {@link Engine.messages}. */
  failures(mark?: Mark): Promise<readonly NetworkFailure[]>;

  /** Ends the browser and removes its profile. Calling it again does nothing. */
  close(): Promise<void>;
}

/** How a picture is taken. */
export interface ScreenshotOptions {
  /** CSS pixels. Default 1280. */
  readonly width?: number;
  /** CSS pixels. Default 800. */
  readonly height?: number;
  /** Tells the page that the visitor prefers dark colours. Default `false`. */
  readonly dark?: boolean;
  /** The whole page instead of its first `height` pixels. Default `false`. */
  readonly fullPage?: boolean;
}

/** Chromium also takes pictures. */
export interface Chromium extends Engine {
  /** A PNG of the page as it is. */
  screenshot(options?: ScreenshotOptions): Promise<Uint8Array>;
}
