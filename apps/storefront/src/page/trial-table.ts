import type { Attempt } from "./attempt.ts";
import { element, find } from "./element.ts";
import { rememberApi, showApis } from "./heading.ts";
import type { ApiAddress, Setting } from "./setting.ts";
import { runTrial } from "./run-trial.ts";
import { summarise } from "./summary.ts";
import { TrialRow } from "./trial-row.ts";
import type { TrialGroup } from "./trial.ts";
import { trialGroups } from "./trials.ts";

/** The table, its controls, and the one run that may be going on. */
export class TrialTable {
  readonly #status: HTMLElement = find("status", HTMLElement);
  readonly #progress: HTMLProgressElement = find("progress", HTMLProgressElement);
  readonly #controls: HTMLFormElement = find("controls", HTMLFormElement);
  readonly #rows: readonly TrialRow[];
  readonly #setting: Setting;
  #api: ApiAddress;
  #running = false;

  constructor(setting: Setting, api: ApiAddress) {
    this.#setting = setting;
    this.#api = api;
    this.#rows = trialGroups.flatMap((group) => this.#addGroup(group));
    showApis(setting.apis, api, (choice) => {
      this.#api = choice;
      rememberApi(choice);
      void this.run();
    });
    this.#controls.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.run();
    });
  }

  /** Makes every request, one after the other so that the eye can follow. While a run goes on, another does not start. */
  async run(rows: readonly TrialRow[] = this.#rows): Promise<readonly Attempt[]> {
    if (this.#running) return [];
    this.#running = true;
    this.#controls.setAttribute("aria-busy", "true");
    this.#status.textContent = rows.length === 1 ? "Running…" : `Running ${rows.length} requests…`;
    this.#progress.max = rows.length;
    const api = this.#api;
    const attempts: Attempt[] = [];
    for (const row of rows) {
      if (this.#api !== api) break;
      this.#progress.value = attempts.length;
      row.start();
      // oxlint-disable-next-line no-await-in-loop -- later rows build on earlier ones: the profile on signing in
      const made = await runTrial(row.trial, api.origin, this.#setting);
      row.show(made);
      attempts.push(made);
    }
    this.#running = false;
    if (this.#api !== api) return this.run(); // chosen meanwhile: no table shows two APIs
    this.#status.textContent = summarise(attempts);
    this.#controls.setAttribute("aria-busy", "false");
    return attempts;
  }

  #addGroup(group: TrialGroup): readonly TrialRow[] {
    const rows = group.trials.map((trial) => {
      const row = new TrialRow(trial, () => void this.run([row]));
      return row;
    });
    const heading = element(
      "th",
      { role: "rowheader", scope: "rowgroup", colspan: "6" },
      group.title,
    );
    const first = element("tr", { role: "row", class: "group" }, heading);
    find("trials", HTMLTableElement).append(
      element("tbody", { role: "rowgroup" }, first, ...rows.map((row) => row.element)),
    );
    return rows;
  }
}
