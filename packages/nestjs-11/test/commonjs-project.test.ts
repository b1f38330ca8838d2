import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const HERE = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = fileURLToPath(new URL("../..", import.meta.url));
/** What npm would have installed beside them, by the package that depends on it here. */
const LINKS = [
  { from: "core/node_modules", names: ["safe-regex2", "tldts"] },
  { from: "nestjs/node_modules", names: ["find-my-way", "path-to-regexp"] },
  {
    from: "nestjs-11/node_modules",
    names: ["@nestjs", "@types/jest", "jest", "ts-jest", "typescript", "reflect-metadata", "rxjs"],
  },
  { from: "../node_modules", names: ["@types/node"] },
];

const run = promisify(execFile);

/** Where an installer puts a package, from `node_modules`: pnpm links to a folder of its own. */
const LAYOUTS: readonly {
  readonly installer: string;
  readonly folderOf: (name: string) => string;
}[] = [
  { installer: "npm", folderOf: (name) => `@corsage/${name}` },
  {
    installer: "pnpm",
    folderOf: (name) => `.pnpm/@corsage+${name}@0.1.0/node_modules/@corsage/${name}`,
  },
];

/** What is published: package.json and dist. */
async function install(name: string, folder: string, modules: string): Promise<void> {
  const to = join(modules, folder);
  await mkdir(to, { recursive: true });
  await cp(join(PACKAGES, name, "package.json"), join(to, "package.json"));
  await cp(join(PACKAGES, name, "dist"), join(to, "dist"), { recursive: true });
  const link = join(modules, "@corsage", name);
  if (link !== to) await symlink(to, link);
}

test("it is set up as the manual says", async () => {
  const manual = await readFile(join(PACKAGES, "nestjs/README.md"), "utf8");
  const [, json = ""] = /^```json\n(.*?)^```$/ms.exec(manual) ?? [];
  const { jest } = JSON.parse(await readFile(join(HERE, "commonjs/package.json"), "utf8"));
  expect(jest).toMatchObject(JSON.parse(json));
  const [, settings = ""] = /extends your own with (.*?)\.$/ms.exec(manual) ?? [];
  const { compilerOptions } = JSON.parse(
    await readFile(join(HERE, "commonjs/tsconfig.jest.json"), "utf8"),
  );
  const told = [...settings.matchAll(/`"(\w+)": (.+?)`/g)];
  expect(told).toHaveLength(3);
  for (const [, name = "", value = ""] of told) {
    expect(compilerOptions[name]).toBe(JSON.parse(value));
  }
});

describe.each(LAYOUTS)("installed by $installer", ({ folderOf }) => {
  /** A project of its own: the packages as they are published, everything else by links. */
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "corsage-commonjs-"));
    await cp(join(HERE, "commonjs"), project, { recursive: true });
    const modules = join(project, "node_modules");
    await mkdir(join(modules, "@corsage"), { recursive: true });
    await mkdir(join(modules, "@types"));
    await Promise.all([
      ...["core", "host", "nestjs"].map((name) => install(name, folderOf(name), modules)),
      ...LINKS.flatMap(({ from, names }) =>
        names.map((name) => symlink(join(PACKAGES, from, name), join(modules, name))),
      ),
    ]);
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  function tool(path: string): string {
    return join(project, "node_modules", path);
  }

  test("it builds, and starts on require()", { timeout: 120_000 }, async () => {
    await run(process.execPath, [tool("typescript/bin/tsc"), "-p", "."], { cwd: project });
    const server = spawn(process.execPath, ["dist/main.js"], { cwd: project });
    try {
      const [printed]: unknown[] = await once(server.stdout, "data");
      const headers = { origin: "https://evil.example.org" };
      const answer = await fetch(`${String(printed).trim()}/cats/1`, { method: "DELETE", headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.get("vary")).toBe("Origin");
    } finally {
      server.kill();
    }
  });

  test("its Jest suite passes", { timeout: 120_000 }, async () => {
    const { stderr } = await run(process.execPath, [tool("jest/bin/jest.js"), "--ci"], {
      cwd: project,
    });
    expect(stderr).toContain("2 passed, 2 total");
  });
});
