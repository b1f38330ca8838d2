import { readFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerWith, startServer } from "./planted-server.ts";
import { runCorsage } from "./run-corsage.ts";

const page = join(import.meta.dirname, "../../../docs/doctor.md");
const shown = "http://localhost:4001";

/** The documented server: it reflects every origin on GET, and lists GET alone on preflights. */
const documented = answerWith({
  preflight: ({ headers }) => [
    204,
    [
      "access-control-allow-origin",
      headers.origin ?? "",
      "access-control-allow-methods",
      "GET",
      "vary",
      "Origin",
    ],
  ],
  actual: ({ headers, url }) => [
    url === "/orders" ? 200 : 404,
    ["access-control-allow-origin", headers.origin ?? "*", "vary", "Origin"],
  ],
});

/** Blocks that start with `$ corsage …`: the command, and what it printed. */
function transcriptsOf(markdown: string): readonly { command: string; output: string }[] {
  return [
    ...markdown.matchAll(/```console\n\$ corsage (?<command>[^\n]+)\n(?<output>[^]*?)```/g),
  ].map(({ groups }) => ({ command: groups?.["command"] ?? "", output: groups?.["output"] ?? "" }));
}

/** Words as a shell would split them; only double quotes are used in the page. */
const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/"(?<quoted>[^"]*)"|(?<bare>\S+)/g)].map(
    ({ groups }) => groups?.["quoted"] ?? groups?.["bare"] ?? "",
  );

describe("every transcript in docs/doctor.md is what the command prints", () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  const previous = process.cwd();
  beforeAll(async () => {
    server = await startServer(documented);
    folder = await mkdtemp(join(tmpdir(), "corsage-"));
    await writeFile(
      join(folder, "cors.json"),
      '{ "origin": ["https://app.example.com/"], "credentials": "true" }\n',
    );
    await writeFile(
      join(folder, "old-cors.mjs"),
      "export default { origin: true, credentials: true, methods: 'GET,PUT' };\n",
    );
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test("there are some", async () => {
    expect(transcriptsOf(await readFile(page, "utf8")).length).toBeGreaterThanOrEqual(5);
  });

  test("and all are true", async () => {
    for (const { command, output } of transcriptsOf(await readFile(page, "utf8"))) {
      const real = new URL(server.url).origin;
      const words = wordsOf(command).map((word) =>
        /^(?:old-)?cors\.\w+$/.test(word) ? join(folder, word) : word.replace(shown, real),
      );
      // The server counts on one command at a time.
      // oxlint-disable-next-line no-await-in-loop
      const { out, err } = await runCorsage(words);
      const printed = (out + err).replaceAll(real, shown).replaceAll(`${folder}/`, "");
      expect(printed).toBe(output);
    }
    expect(process.cwd()).toBe(previous);
  });
});
