import { existsSync, readdirSync, readFileSync } from "node:fs";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// A project inherits nothing from this file, so what holds for all of them is given to each here.
function project(folder: string): TestProjectInlineConfiguration {
  const manifest: { name: string } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const own = `${folder}/vitest.config.ts`;
  return {
    ...(existsSync(own) && { extends: `./${own}` }),
    root: folder,
    test: {
      name: manifest.name,
      exclude: ["**/node_modules/**", "**/reports/**"], // what a test has written is no test
      // A loaded two-core machine is not a failure.
      testTimeout: 20_000,
      hookTimeout: 60_000,
    },
  };
}

const folders = ["packages", "apps"].flatMap((group) =>
  readdirSync(group).map((name) => `${group}/${name}`),
);

export default defineConfig({
  test: {
    projects: folders.filter((folder) => existsSync(`${folder}/package.json`)).map(project),
    coverage: { include: ["packages/*/src/**"], exclude: ["**/index.ts"] },
  },
});
