import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

interface Snippet {
  /** `docs/proxies.md:24`, where a person finds it. */
  readonly place: string;
  /** Where it is compiled: pages apart from each other, for one may augment what another uses. */
  readonly file: string;
  readonly code: string;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
// Inside this package, whose dependencies are all that a page may import; and ignored by git.
const folder = fileURLToPath(new URL("../reports/snippets/", import.meta.url));

// The one page of fragments: options and single routes, the wrong beside the right. Core's tests hold it to its codes.
const fragments = "issues.md";
const guides = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md") && name !== fragments)
  .map((name) => `docs/${name}`);
const manuals = readdirSync(join(root, "packages"))
  .map((name) => `packages/${name}/README.md`)
  .filter((path) => isReadable(join(root, path)));
const pages = ["README.md", "CONTRIBUTING.md", ...guides, ...manuals].map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const snippets = pages.flatMap(readSnippets);

let errors: readonly string[] = [];

beforeAll(() => {
  errors = compile(snippets);
});

test("pages have snippets", () => {
  expect(snippets.length).toBeGreaterThan(10);
});

test("the compiler complains about nothing but snippets", () => {
  const files = snippets.map(({ file }) => file);
  expect(errors.filter((error) => !files.some((file) => error.startsWith(`${file}(`)))).toEqual([]);
});

test.each(snippets)("$place compiles", ({ file }) => {
  expect(errors.filter((error) => error.startsWith(`${file}(`))).toEqual([]);
});

test.each(pages)("$path leaves no TypeScript out", ({ text }) => {
  // "```ts ignore", "```typescript" and "```tsx" would slip through.
  expect(text.match(/^ *```(?:ts.+|typescript.*)$/gm)).toBeNull();
});

function isReadable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A comment above a snippet may name a file; other snippets of the page import it by that name. */
function readSnippets({ path, text }: { path: string; text: string }): readonly Snippet[] {
  const fences = /(?:<!-- (?:file: )?(\S+\.ts) -->\s+)?^( *)```ts\n(.*?)^\2```$/gms;
  return Array.from(text.matchAll(fences), (match): Snippet => {
    const [, named, indent = "", code = ""] = match;
    const start = text.slice(0, match.index + match[0].indexOf("```ts"));
    const line = start.split("\n").length;
    const name = named?.split("/").at(-1) ?? `line-${line}.ts`;
    return {
      place: `${path}:${line}`,
      file: `${path.replaceAll("/", "-")}/${name}`,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    };
  });
}

/** What tsc says about them, one line each: explanations are indented. */
function compile(all: readonly Snippet[]): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  const projects = new Set(all.map(({ file }) => dirname(file)));
  for (const project of projects) {
    mkdirSync(join(folder, project), { recursive: true });
    writeFileSync(join(folder, project, "tsconfig.json"), JSON.stringify(settings));
  }
  for (const { file, code } of all) writeFileSync(join(folder, file), code);
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [compiler, "-b", "--pretty", "false", ...projects],
    { cwd: folder, encoding: "utf8" },
  );
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => /^\S/.test(line));
  return status === 0 || lines.length > 0 ? lines : [`tsc ended with ${status}`];
}

const settings = {
  extends: "../../../../../tsconfig.base.json",
  compilerOptions: {
    types: ["node"],
    noEmit: true,
    composite: false,
    incremental: false,
    isolatedDeclarations: false,
    erasableSyntaxOnly: false, // Nest's users write parameter properties
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  },
  include: ["*.ts"],
};
