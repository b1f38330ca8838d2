import { launch } from "@corsage/engines";
import type { Demo } from "./demo.ts";
import type { Attempt } from "./page/attempt.ts";
import { formatAttempts } from "./report.ts";

export interface CheckReport {
  readonly lines: readonly string[];
  readonly failed: number;
}

/** Opens every page in Chromium, for every API, and reports what became of its requests. */
export async function check(demo: Pick<Demo, "apis" | "pages">): Promise<CheckReport> {
  const lines: string[] = [];
  let [passed, failed] = [0, 0];
  const chromium = await launch("chromium");
  try {
    for (const api of demo.apis) {
      for (const page of demo.pages) {
        // oxlint-disable no-await-in-loop -- one browser shows one page at a time
        await chromium.open(`${page.origin}/?api=${encodeURIComponent(api.name)}`);
        const attempts = await chromium.evaluate<readonly Attempt[] | null>("globalThis.firstRun");
        // oxlint-enable no-await-in-loop
        if (attempts === null) throw new Error(`The page of ${page.origin} did not start.`);
        const astray = attempts.filter(({ surprises }) => surprises.length > 0).length;
        passed += attempts.length - astray;
        failed += astray;
        lines.push("", `${api.name}: ${page.origin}, ${page.guest}`, ...formatAttempts(attempts));
      }
    }
  } finally {
    await chromium.close();
  }
  lines.push("", `demo: ${passed} passed, ${failed} failed`);
  return { lines, failed };
}
