import type { Attempt } from "./attempt.ts";
import { chosenApi, showGuest, showPages } from "./heading.ts";
import type { Setting } from "./setting.ts";
import { TrialTable } from "./trial-table.ts";

declare global {
  /** The first run of all rows: what the headless check waits for and reads. */
  // oxlint-disable-next-line no-var -- no other declaration makes a global that other scripts see
  var firstRun: Promise<readonly Attempt[]>;
}

globalThis.firstRun = start();

async function start(): Promise<readonly Attempt[]> {
  const setting: Setting = await (await fetch("/setting.json")).json();
  showGuest(setting.guest);
  showPages(setting.pages);
  return new TrialTable(setting, chosenApi(setting.apis)).run();
}
