import type {
  BeaconCase,
  EventSourceCase,
  FetchCase,
  FormCase,
  PageBody,
  PageCase,
  PageOutcome,
  SandboxedCase,
  WebSocketCase,
  XhrCase,
} from "./page-case.ts";

declare global {
  interface Window {
    /** Runs the batch that the page's server keeps under `path`, at most `inFlight` cases at a time. */
    runBatch(path: string, inFlight: number): Promise<PageOutcome[]>;
  }
}

/**
 * What every page of a {@link PageServer} runs. It is sent as the source of this function, so nothing in it may
 * reach outside.
 */
export function pageScript(): void {
  const maxBody = 4096;

  function failed(error: unknown): PageOutcome {
    const { name, message } = error instanceof Error ? error : { name: String(error), message: "" };
    return { outcome: "failed", name, message };
  }

  const failedEvent: PageOutcome = { outcome: "failed", name: "error", message: "" };

  function bodyOf(body: PageBody | undefined): BodyInit | null {
    switch (body?.kind) {
      case undefined:
        return null;
      case "text":
        return body.text;
      case "blob":
        return new Blob([body.text], { type: body.type });
      case "bytes":
        return new Uint8Array(body.bytes);
      case "form-data": {
        const form = new FormData();
        for (const [name, value] of body.fields) form.append(name, value);
        return form;
      }
      case "search-params":
        return new URLSearchParams(body.fields.map(([name, value]) => [name, value]));
      case "stream":
        return new Blob([body.text]).stream();
    }
  }

  async function runFetch(
    { url, kind: _kind, timeoutMs: _timeoutMs, headers, body, read, ...init }: FetchCase,
    signal: AbortSignal,
  ): Promise<PageOutcome> {
    const lines = headers?.map(([name, value]): [string, string] => [name, value]);
    const content = body && {
      body: bodyOf(body),
      ...(body.kind === "stream" && { duplex: "half" }),
    };
    const response = await fetch(url, {
      ...init,
      ...(lines && { headers: lines }),
      ...content,
      signal,
    });
    return {
      outcome: "response",
      type: response.type,
      status: response.status,
      redirected: response.redirected,
      url: response.url,
      headers: Object.fromEntries(response.headers),
      body: read === "ignore" ? "" : (await response.text()).slice(0, maxBody),
    };
  }

  function runXhr(step: XhrCase, signal: AbortSignal): Promise<PageOutcome> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const uploadEvents: string[] = [];
      request.open(step.method ?? "GET", step.url);
      request.withCredentials = step.credentials ?? false;
      for (const [name, value] of step.headers ?? []) request.setRequestHeader(name, value);
      if (step.uploadListener) {
        for (const event of ["loadstart", "progress", "load", "error"]) {
          request.upload.addEventListener(event, () => uploadEvents.push(event));
        }
      }
      request.addEventListener("error", () => resolve(failedEvent));
      request.addEventListener("load", () =>
        resolve({
          outcome: "response",
          type: "xhr",
          status: request.status,
          redirected: request.responseURL !== new URL(step.url, location.href).href,
          url: request.responseURL,
          headers: headersOf(request),
          body: request.responseText.slice(0, maxBody),
          ...(step.uploadListener && { uploadEvents }),
        }),
      );
      signal.addEventListener("abort", () => request.abort());
      const body = bodyOf(step.body);
      request.send(body instanceof ReadableStream ? null : body);
    });
  }

  function headersOf(request: XMLHttpRequest): Record<string, string> {
    const lines = request.getAllResponseHeaders().trim().split("\r\n").filter(Boolean);
    return Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
  }

  function runForm({ url, enctype }: FormCase, signal: AbortSignal): Promise<PageOutcome> {
    return new Promise((resolve) => {
      const frame = document.createElement("iframe");
      const form = document.createElement("form");
      const field = document.createElement("input");
      frame.name = form.target = `form-${url}`;
      form.method = "post";
      form.action = url;
      if (enctype) form.enctype = enctype;
      field.name = "a";
      field.value = "1";
      form.append(field);
      signal.addEventListener("abort", () => {
        frame.remove();
        form.remove();
      });
      // The first load is the empty frame's own; engines disagree on whether it comes at once.
      frame.src = "/empty";
      frame.addEventListener(
        "load",
        () => {
          frame.addEventListener("load", () => resolve({ outcome: "sent" }), { once: true });
          form.submit();
        },
        { once: true },
      );
      document.body.append(form, frame);
    });
  }

  function runBeacon({ url, body }: BeaconCase): PageOutcome {
    const content = bodyOf(body);
    const queued = navigator.sendBeacon(url, content);
    return queued ? { outcome: "sent" } : failedEvent;
  }

  function runEventSource(step: EventSourceCase, signal: AbortSignal): Promise<PageOutcome> {
    return new Promise((resolve) => {
      const source = new EventSource(step.url, { withCredentials: step.credentials ?? false });
      source.addEventListener("open", () => resolve({ outcome: "sent" }));
      source.addEventListener("error", () => resolve(failedEvent));
      signal.addEventListener("abort", () => source.close());
    });
  }

  function runWebSocket(
    { url, protocols }: WebSocketCase,
    signal: AbortSignal,
  ): Promise<PageOutcome> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url, [...(protocols ?? [])]);
      socket.addEventListener("open", () => resolve({ outcome: "sent" }));
      socket.addEventListener("error", () => resolve(failedEvent));
      signal.addEventListener("abort", () => socket.close());
    });
  }

  /** The frame runs this same script: it is handed the fetch and hands back its outcome. */
  function runSandboxed(step: SandboxedCase, signal: AbortSignal): Promise<PageOutcome> {
    return new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.src = "/sandboxed";
      frame.addEventListener("load", () => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", ({ data }: MessageEvent<PageOutcome>) => resolve(data));
        port1.start();
        const { url, request } = step;
        const inner: FetchCase = { ...request, kind: "fetch", url };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- an opaque origin has no name
        frame.contentWindow?.postMessage(inner, "*", [port2]);
      });
      signal.addEventListener("abort", () => frame.remove());
      document.body.append(frame);
    });
  }

  async function run(step: PageCase, signal: AbortSignal): Promise<PageOutcome> {
    switch (step.kind) {
      case "fetch":
        return runFetch(step, signal);
      case "xhr":
        return runXhr(step, signal);
      case "form":
        return runForm(step, signal);
      case "beacon":
        return runBeacon(step);
      case "event-source":
        return runEventSource(step, signal);
      case "web-socket":
        return runWebSocket(step, signal);
      case "sandboxed":
        return runSandboxed(step, signal);
      case "sequence": {
        const steps: PageOutcome[] = [];
        // oxlint-disable-next-line no-await-in-loop -- a sequence is one after the other
        for (const inner of step.steps) steps.push(await settle(inner));
        return { outcome: "sequence", steps };
      }
    }
  }

  /** The outcome in any case; whatever the case still holds is let go. */
  async function settle(step: PageCase): Promise<PageOutcome> {
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<PageOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ outcome: "timed-out" }), step.timeoutMs ?? 15_000);
    });
    try {
      return await Promise.race([run(step, end.signal), late]);
    } catch (error) {
      return failed(error);
    } finally {
      clearTimeout(timer);
      end.abort();
    }
  }

  addEventListener("message", ({ data, ports }: MessageEvent<FetchCase>) => {
    void settle(data).then((outcome) => ports[0]?.postMessage(outcome));
  });

  window.runBatch = async (path, inFlight) => {
    const response = await fetch(path);
    const cases: PageCase[] = await response.json();
    const outcomes: PageOutcome[] = [];
    const queue = cases.entries();
    const worker = async (): Promise<void> => {
      // oxlint-disable-next-line no-await-in-loop -- `inFlight` workers share one queue
      for (const [index, step] of queue) outcomes[index] = await settle(step);
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    return outcomes;
  };
}
