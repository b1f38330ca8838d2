import type { Host } from "./host.ts";
import type { App } from "./row.ts";
import { RunningHost } from "./running-host.ts";

/** One host, serving each application of the table at its own port; each is started when it is first asked for. */
export class RunningHosts {
  readonly #host: Host;
  readonly #started = new Map<App, Promise<RunningHost>>();

  constructor(host: Host) {
    this.#host = host;
  }

  serving(app: App): Promise<RunningHost> {
    const started = this.#started.get(app) ?? RunningHost.start(this.#host, app);
    this.#started.set(app, started);
    return started;
  }

  async close(): Promise<void> {
    for (const started of await Promise.allSettled(this.#started.values())) {
      // oxlint-disable-next-line no-await-in-loop -- one that did not start has nothing to close
      if (started.status === "fulfilled") await started.value.close();
    }
  }
}
