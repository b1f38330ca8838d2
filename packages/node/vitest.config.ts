import { defineProject } from "vitest/config";

// Refusals are logged as process warnings; tests listen to those they are about, and the terminal stays quiet.
export default defineProject({ test: { execArgv: ["--no-warnings"] } });
