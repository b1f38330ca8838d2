import { defineProject } from "vitest/config";

// Stryker copies core and runs its tests there. Without this file vitest would find the workspace's
// configuration instead, and no packages beside it.
export default defineProject({});
