import { createBrowser, type Engine, policyTransport } from "@corsage/browser";
import { definePolicy } from "@corsage/core";

/** What a walk comes to, as JSON can carry it. */
export interface Walked {
  readonly engine: Engine;
  readonly steps: readonly string[];
  readonly outcome: string;
  readonly failure: string | undefined;
  readonly console: readonly string[];
  /** What `fetch` of the same gives: the headers a page reads, or the message of its error. */
  readonly fetched: string;
}

/** A policy, and requests to it from two pages: one that may, one that may not. Runs in Node and in a page alike. */
export async function walkPolicy(): Promise<readonly Walked[]> {
  const policy = definePolicy({
    origin: "https://app.example.com",
    credentials: true,
    methods: ["GET", "PUT"],
    exposedHeaders: ["x-total"],
  });
  const transport = policyTransport(policy, {
    respond: () => ({ status: 200, headers: [["x-total", "3"]] }),
  });
  const walked: Walked[] = [];
  for (const engine of ["chromium", "firefox", "webkit"] as const) {
    for (const origin of ["https://app.example.com", "https://other.example"]) {
      const browser = createBrowser({ origin, transport, engine });
      const init = { method: "PUT", body: "{}", credentials: "include" } as const;
      const url = "https://api.example.com/orders";
      // oxlint-disable no-await-in-loop -- two pages in three engines
      const { steps, outcome, failure } = await browser.walk(url, init);
      const fetched = await browser.fetch(url, init).then(
        (response) => JSON.stringify([...response.headers]),
        (error: unknown) => String(error),
      );
      // oxlint-enable no-await-in-loop
      walked.push({
        engine,
        steps: steps.map(({ kind }) => kind),
        outcome,
        failure: failure?.id,
        console: failure?.engines[engine].console ?? [],
        fetched,
      });
    }
  }
  return walked;
}
