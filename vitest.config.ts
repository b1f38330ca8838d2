import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/*"],
    testTimeout: 20_000, // a loaded two-core machine is not a failure
    coverage: { include: ["packages/*/src/**"], exclude: ["**/index.ts"] },
  },
});
