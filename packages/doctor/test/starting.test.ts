import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const main = join(import.meta.dirname, "../dist/main.js");
const status401 = "Preflight response is not successful. Status code: 401";

/** What node has loaded by the end, as it counts for itself. */
async function loadedBy(words: readonly string[]): Promise<readonly string[]> {
  const coverage = await mkdtemp(join(tmpdir(), "corsage-loaded-"));
  await promisify(execFile)(process.execPath, [main, ...words], {
    env: { ...process.env, NODE_V8_COVERAGE: coverage },
  }).catch(() => undefined);
  const [file = ""] = await readdir(coverage);
  const { result }: { result: readonly { url: string }[] } = JSON.parse(
    await readFile(join(coverage, file), "utf8"),
  );
  await rm(coverage, { recursive: true });
  return result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
}

describe("starting", () => {
  test.each([["--help"], ["check", "--help"], ["completion", "bash"], ["--version"]])(
    "corsage %s %s loads no more than it says",
    async (...words) => {
      const loaded = await loadedBy(words);
      expect(loaded.some((url) => url.endsWith("/dist/command-line.js"))).toBe(true);
      expect(loaded.filter((url) => /packages\/(?:core|browser)|node_modules/.test(url))).toEqual(
        [],
      );
    },
  );

  test("explain needs no network code", async () => {
    const loaded = await loadedBy(["explain", status401]);
    expect(loaded.some((url) => url.endsWith("/dist/explain.js"))).toBe(true);
    expect(loaded.filter((url) => /packages\/browser/.test(url))).toEqual([]);
  });
});

test("the installed command runs, and a pipe that closes early is no crash", async () => {
  const { stderr } = await new Promise<{ stderr: string }>((resolve) => {
    execFile("sh", ["-c", `node "${main}" check --help | head -n 1`], (_, __, text) =>
      resolve({ stderr: text }),
    );
  });
  expect(stderr).toBe("");
});
