import { defineProject } from "vitest/config";

// Stryker copies core and runs its tests there. Without this file vitest would find the workspace's
// configuration instead, and no packages beside it.
export default defineProject({
  test: {
    isolate: false, // core has no state to share: nothing is imported twice, and Stryker needs a fifth of the time
    setupFiles: ["./test/property-runs.ts"],
    testTimeout: 60_000, // what Stryker runs is instrumented, on a machine that does other things too
  },
});
