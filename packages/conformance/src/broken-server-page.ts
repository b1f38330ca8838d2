import type { BrokenServer, PlantedBody } from "./broken-servers.ts";

/** One call of the page's, as JSON. */
export interface PageCall {
  readonly url: string;
  readonly init: Omit<NonNullable<BrokenServer["init"]>, "headers">;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: PlantedBody | undefined;
  readonly initiator: NonNullable<BrokenServer["initiator"]>;
  readonly uploadListener: boolean;
  readonly times: number;
}

/** What the page's script is left with. */
export type PageResult =
  | { readonly type: string; readonly status: number; readonly headers: readonly string[] }
  | { readonly error: string };

// The little of the DOM that is used below; the page has it, this program has not.
interface EventSender {
  addEventListener(type: string, listener: () => void): void;
}
interface Xhr extends EventSender {
  readonly upload: EventSender;
  readonly status: number;
  withCredentials: boolean;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  overrideMimeType(type: string): void;
  send(body: string | null): void;
}
interface Stream extends EventSender {
  close(): void;
}
declare const XMLHttpRequest: { new (): Xhr };
declare const EventSource: { new (url: string, init: { withCredentials: boolean }): Stream };
declare const navigator: { sendBeacon(url: string, body: string | Blob): boolean };

/**
 * Runs in the page, so it takes nothing from this file: fetches the list of calls (WebKit's inspector takes no long
 * messages), makes them, six at a time, and gives every result.
 */
export async function runInPage(list: string): Promise<PageResult[][]> {
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
  };
  const byFetch = async ({ url, init, headers, body }: PageCall): Promise<PageResult> => {
    const request: RequestInit = {
      ...init,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    };
    if (body !== undefined) request.body = bodies[body]();
    try {
      const response = await fetch(url, request);
      await response.text();
      const { type, status } = response;
      return { type, status, headers: [...response.headers.keys()] };
    } catch (error) {
      return { error: String(error) };
    }
  };
  const byXhr = ({ url, init, headers, uploadListener }: PageCall): Promise<PageResult> =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open(init.method ?? "GET", url);
      xhr.withCredentials = init.credentials === "include";
      // Firefox would read the answer as XML, and complain.
      xhr.overrideMimeType("text/plain");
      if (uploadListener) xhr.upload.addEventListener("progress", () => undefined);
      for (const [name, value] of headers) xhr.setRequestHeader(name, value);
      xhr.addEventListener("load", () => {
        const lines = xhr.getAllResponseHeaders().trim().split("\r\n");
        const names = lines.map((line) => line.split(":", 1)[0] ?? "").filter(Boolean);
        resolve({ type: "cors", status: xhr.status, headers: names });
      });
      xhr.addEventListener("error", () => resolve({ error: "error event" }));
      xhr.send(init.body ?? null);
    });
  const byEventSource = ({ url, init }: PageCall): Promise<PageResult> =>
    new Promise((resolve) => {
      const source = new EventSource(url, { withCredentials: init.credentials === "include" });
      const end = (result: PageResult): void => {
        source.close();
        resolve(result);
      };
      source.addEventListener("open", () => end({ type: "cors", status: 200, headers: [] }));
      source.addEventListener("error", () => end({ error: "error event" }));
    });
  const byBeacon = ({ url, init, body }: PageCall): Promise<PageResult> => {
    navigator.sendBeacon(url, body === "json-blob" ? bodies[body]() : (init.body ?? ""));
    return Promise.resolve({ type: "sent", status: 0, headers: [] });
  };
  const by = { fetch: byFetch, xhr: byXhr, eventsource: byEventSource, beacon: byBeacon };

  const calls: PageCall[] = JSON.parse(await (await fetch(list)).text());
  const results: PageResult[][] = calls.map(() => []);
  const queue = calls.entries();
  const worker = async (): Promise<void> => {
    for (const [index, call] of queue) {
      for (let time = 0; time < call.times; time += 1) {
        // oxlint-disable-next-line no-await-in-loop -- the second call is about what the first left behind
        const result = await by[call.initiator](call);
        results[index]?.push(result);
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return results;
}
