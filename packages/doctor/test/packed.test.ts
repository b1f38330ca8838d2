import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../../..");

/** What belongs to a package of ours, and who depends on whom. */
interface Manifest {
  name: string;
  version: string;
  bin?: Record<string, string>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
}

let folder: string;
const manifests = new Map<string, Manifest>();

/** An empty folder with the packed packages in it, as an installer would lay them out. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corsage-packed-"));
  const tarballs = join(folder, "tarballs");
  const ours = ["corsage", "@corsage/browser", "@corsage/core"];
  const filters = ours.flatMap((name) => ["--filter", name]);
  const pnpm = join(root, "scripts/pnpm.mjs");
  await run(process.execPath, [pnpm, ...filters, "pack", "--pack-destination", tarballs]);
  for (const tarball of await readdir(tarballs)) {
    const name = tarball.replace(/-\d.*$/, "").replace(/^corsage-/, "@corsage/");
    const target = join(folder, "node_modules", name);
    // oxlint-disable-next-line no-await-in-loop -- three of them
    await mkdir(target, { recursive: true });
    // oxlint-disable-next-line no-await-in-loop
    await run("tar", ["-xzf", join(tarballs, tarball), "-C", target, "--strip-components=1"]);
    // oxlint-disable-next-line no-await-in-loop
    const manifest: Manifest = JSON.parse(await readFile(join(target, "package.json"), "utf8"));
    manifests.set(manifest.name, manifest);
  }
  // Everybody else's packages are where the workspace has them.
  for (const [dependency, at] of foreignDependencies()) {
    const target = join(folder, "node_modules", dependency);
    // oxlint-disable-next-line no-await-in-loop
    await symlink(await realpath(join(root, "packages", at, "node_modules", dependency)), target);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** Dependencies that are not packed here, and the folder of a package that has them installed. */
function foreignDependencies(): ReadonlyMap<string, string> {
  const folders: Readonly<Record<string, string>> = { corsage: "doctor" };
  return new Map(
    [...manifests.values()].flatMap(({ name, dependencies = {} }) =>
      Object.keys(dependencies)
        .filter((dependency) => !manifests.has(dependency))
        .map((dependency) => [dependency, folders[name] ?? name.replace("@corsage/", "")] as const),
    ),
  );
}

async function corsage(words: readonly string[]): Promise<{ code: number; out: string }> {
  const { bin } = manifests.get("corsage") ?? {};
  const main = join(folder, "node_modules/corsage", bin?.["corsage"] ?? "no bin");
  // As the link in node_modules/.bin does: by the first line of the file.
  const result = await run(main, words, { cwd: folder }).catch(
    (error: { code: number; stdout: string }) => error,
  );
  return { code: "code" in result ? result.code : 0, out: result.stdout };
}

test("what is packed runs by itself", async () => {
  expect(await corsage(["--version"])).toEqual({
    code: 0,
    out: `${manifests.get("corsage")?.version}\n`,
  });
  const explained = await corsage([
    "explain",
    "Preflight response is not successful. Status code: 401",
  ]);
  expect(explained.code).toBe(1);
  expect(explained.out).toContain("[preflight-not-ok-auth]");
  const checked = await corsage(["check", "http://127.0.0.1:1/", "-o", "https://app.example.com"]);
  expect(checked.code).toBe(3);
  const linted = await corsage(["lint", "node_modules/corsage/package.json"]);
  expect(linted.code).toBe(1);
});

test("installing runs nothing", () => {
  expect([...manifests.keys()].toSorted()).toEqual([
    "@corsage/browser",
    "@corsage/core",
    "corsage",
  ]);
  for (const { scripts = {} } of manifests.values()) {
    expect(Object.keys(scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/install|prepare/)]),
    );
  }
});

test("few others come along", () => {
  expect([...foreignDependencies().keys()].toSorted()).toEqual(["safe-regex2", "tldts"]);
});

test("the schema of --json is among the files", async () => {
  const path = join(folder, "node_modules/corsage/schema/report-1.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toHaveProperty("$defs.finding");
});
