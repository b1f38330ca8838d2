import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const rows = [
  {
    title: "register: a wildcard with credentials",
    code: `app.register(corsPlugin, { origin: "*", credentials: true });`,
    message: `Type '"*"' is not assignable to type 'readonly OriginRule[] | CredentialedOrigin`,
  },
  {
    title: "register: any origin at all",
    code: `app.register(corsPlugin, { origin: true });`,
    message: "Type 'true' is not assignable to type",
  },
  {
    title: "register: a slip",
    code: `app.register(corsPlugin, { orgin: ["https://app.example.com"] });`,
    message: "'orgin' does not exist in type",
  },
  {
    title: "route: a wildcard with credentials",
    code: `app.get("/", { cors: { origin: "*", credentials: true } }, async () => 1);`,
    message: `is not assignable to type`,
  },
  {
    title: "route: any origin at all",
    code: `app.get("/", { cors: { origin: true } }, async () => 1);`,
    message: "Type 'true' is not assignable to type",
  },
  {
    title: "route: a slip",
    code: `app.get("/", { cors: { orgin: ["https://app.example.com"] } }, async () => 1);`,
    message: "'orgin' does not exist in type",
  },
];

/** What the compiler says of each line, in a project of its own. */
function compile(lines: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(root, ".types-")); // inside the package, so that it finds what the package finds
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const preamble = `import { corsPlugin } from "@corsage/fastify";\nimport Fastify from "fastify";\nconst app = Fastify();\n`;
  for (const [index, line] of lines.entries()) {
    writeFileSync(join(folder, `snippet-${index}.ts`), `${preamble}${line}\n`);
  }
  const config = {
    extends: "../../../tsconfig.base.json",
    compilerOptions: {
      types: ["node"],
      noEmit: true,
      composite: false,
      isolatedDeclarations: false,
    },
    files: lines.map((_, index) => `snippet-${index}.ts`),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(dirname(typescript), "bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, "-p", folder, "--pretty", "false"], (_, output) => {
      rmSync(folder, { recursive: true });
      const messages = output.split(/^(?=\S)/m);
      resolve(
        lines.map(
          (__, index) => messages.find((text) => text.includes(`snippet-${index}.ts(`)) ?? "",
        ),
      );
    });
  });
}

test("every mistake is told where it stands, in words that name it", async () => {
  const messages = await compile([
    `app.get("/", { cors: false }, async () => 1);`,
    ...rows.map(({ code }) => code),
  ]);
  expect(messages[0]).toBe("");
  for (const [index, { title, message }] of rows.entries()) {
    expect.soft(messages[index + 1], title).toContain(message);
  }
});
