import { setTimeout as sleep } from "node:timers/promises";
import type { Mark, Message, NetworkFailure } from "./engine.ts";

type Entry = { readonly message: Message } | { readonly failure: NetworkFailure };

/** What an engine said about one page after another, in order. */
export class Journal {
  readonly #entries: Entry[] = [];
  /** First URL of each request: redirects keep the number. */
  readonly #urls = new Map<string, string>();
  #lastAt = 0;

  mark(): Mark {
    return this.#entries.length;
  }

  messages(mark: Mark): Message[] {
    return this.#entries.slice(mark).flatMap((entry) => ("message" in entry ? entry.message : []));
  }

  failures(mark: Mark): NetworkFailure[] {
    return this.#entries.slice(mark).flatMap((entry) => ("failure" in entry ? entry.failure : []));
  }

  /** Remembers which URL a numbered request began with. */
  request(id: string, url: string): void {
    if (!this.#urls.has(id)) this.#urls.set(id, url);
  }

  /** A number is given to another request. */
  forget(id: string): void {
    this.#urls.delete(id);
  }

  /** @param about the number of the request it is about, else `url`, else whatever URL the text names first. */
  message(
    level: string,
    text: string,
    about: { readonly requestId?: string; readonly url?: string },
  ): void {
    const url = this.#urls.get(about.requestId ?? "") ?? firstUrl(text) ?? about.url;
    this.#add({ message: { level: levelOf(level), text, ...(url ? { url } : {}) } });
  }

  failure(requestId: string, failure: Omit<NetworkFailure, "url">): void {
    this.#add({ failure: { url: this.#urls.get(requestId) ?? "", ...failure } });
  }

  /** Waits until nothing has been said for `ms`. */
  async quiet(ms: number): Promise<void> {
    const start = performance.now();
    for (;;) {
      const left = Math.max(start, this.#lastAt) + ms - performance.now();
      if (left <= 0) return;
      // oxlint-disable-next-line no-await-in-loop -- every new message starts the wait anew
      await sleep(left);
    }
  }

  #add(entry: Entry): void {
    this.#lastAt = performance.now();
    this.#entries.push(entry);
  }
}

/**
 * The first URL a console text names that is not the page's origin: Chromium quotes it, Firefox ends a sentence
 * with it. After `redirected from`, Chromium names the one the page asked for.
 */
export function firstUrl(text: string): string | undefined {
  const found = /redirected from '([^']+)'/.exec(text)?.[1] ?? anyUrl.exec(text)?.[0];
  return found?.replace(/[.,;:)]+$/, "");
}

const anyUrl = /(?<!\borigin '?)\b(?:https?|wss?):\/\/[^\s'"‘’“”<>]+/i;

/** The engines' words for four levels; `console.log` and its many siblings are `info`. */
function levelOf(level: string): Message["level"] {
  switch (level) {
    case "error":
    case "assert":
      return "error";
    case "warning":
    case "warn":
      return "warning";
    case "debug":
    case "verbose":
      return "debug";
    default:
      return "info";
  }
}
