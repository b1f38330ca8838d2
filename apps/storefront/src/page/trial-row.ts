import type { Attempt } from "./attempt.ts";
import { element } from "./element.ts";
import type { Sighting } from "./sighting.ts";
import { isPreflight } from "./sighting.ts";
import type { Trial } from "./trial.ts";
import { wireLines } from "./wire.ts";

/** One row of the table; on a narrow screen a card. Roles are spelled out because a table drawn as blocks loses them. */
export class TrialRow {
  readonly trial: Trial;
  readonly element: HTMLTableRowElement;
  readonly #sent: HTMLTableCellElement = cell("The API saw");
  readonly #handler: HTMLTableCellElement = cell("Its handler");
  readonly #page: HTMLTableCellElement = cell("The page got");
  readonly #why: HTMLTableCellElement = cell("Why");
  readonly #verdict: HTMLSpanElement = element("span", { class: "verdict" });

  constructor(trial: Trial, onRun: () => void) {
    this.trial = trial;
    const again = element(
      "button",
      {
        type: "button",
        class: "again",
        "aria-label": `Run again: ${trial.title}`,
        title: "Run again",
      },
      "↻",
    );
    again.addEventListener("click", onRun);
    const end = element("td", { role: "cell", class: "end" }, this.#verdict, again);
    this.element = element(
      "tr",
      { role: "row", id: trial.id, "data-state": "waiting" },
      element(
        "th",
        { role: "rowheader", scope: "row" },
        element("span", { class: "title" }, trial.title),
        element("code", {}, `${trial.method} ${trial.path}`),
      ),
      this.#sent,
      this.#handler,
      this.#page,
      this.#why,
      end,
    );
  }

  start(): void {
    this.element.dataset["state"] = "running";
  }

  show(attempt: Attempt): void {
    const { outcome, reading, sightings, handlerRan, why } = attempt;
    this.element.dataset["state"] = "done";
    this.element.dataset["outcome"] = outcome;
    this.#sent.replaceChildren(element("div", { class: "chips" }, ...sightings.map(chip)));
    this.#handler.replaceChildren(
      element("span", { class: handlerRan ? "ran" : "idle" }, handlerRan ? "ran" : "did not run"),
    );
    this.#page.replaceChildren(
      element("span", { class: "outcome" }, outcomeWord(attempt)),
      element("span", { class: "gist" }, reading?.gist ?? "only a TypeError"),
    );
    this.#why.replaceChildren(
      element("p", {}, why),
      ...attempt.surprises.map((surprise) => element("p", { class: "surprise" }, surprise)),
      element(
        "details",
        {},
        element("summary", {}, "On the wire"),
        element("pre", { tabindex: "0" }, wireLines(sightings)),
      ),
    );
    this.#judge(attempt.surprises.length === 0);
  }

  #judge(expected: boolean): void {
    this.element.dataset["expected"] = String(expected);
    const sentence = expected ? "As expected" : "Not as expected";
    this.#verdict.replaceChildren(
      element("span", { "aria-hidden": "true" }, expected ? "✓" : "✗"),
      element("span", { class: "sentence" }, sentence),
    );
    this.#verdict.title = sentence;
  }
}

function cell(label: string): HTMLTableCellElement {
  return element("td", { role: "cell", "data-label": label });
}

function chip(sighting: Sighting): HTMLElement {
  const preflight = isPreflight(sighting);
  const status = sighting.status === undefined ? "…" : String(sighting.status);
  return element(
    "span",
    preflight ? { class: "chip preflight", title: "Preflight" } : { class: "chip" },
    `${sighting.method} `,
    element("b", {}, status),
  );
}

function outcomeWord({ outcome, reading }: Attempt): string {
  if (outcome === "blocked") return "Blocked";
  if (outcome === "opaque") return "Nothing";
  return reading?.status === undefined ? "Read" : `Read ${reading.status}`;
}
