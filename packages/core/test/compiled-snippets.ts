import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderWith } from "./repository.ts";

/** What the compiler says of each source, from its first message on, or `undefined` where it has nothing to say. */
export async function compile(
  sources: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const repository = folderWith("tsconfig.base.json");
  const folder = await mkdtemp(join(tmpdir(), "corsage-types-"));
  try {
    const core = join(repository, "packages/core/src/index.ts");
    const runtime = join(repository, "packages/core/src/runtime.d.ts");
    const config = {
      extends: join(repository, "tsconfig.base.json"),
      compilerOptions: {
        noEmit: true,
        composite: false,
        isolatedDeclarations: false,
        paths: { "@corsage/core": [core] },
      },
      files: [runtime, ...sources.map((_, index) => `snippet-${index}.ts`)],
    };
    await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    await Promise.all(
      sources.map((source, index) => writeFile(join(folder, `snippet-${index}.ts`), source)),
    );
    const messages = (await runCompiler(repository, folder)).split(/^(?=\S)/m);
    return sources.map((_, index) => {
      const message = messages.find((text) => text.includes(`snippet-${index}.ts(`));
      return message?.replace(/^.*?: error TS\d+: /, "").trimEnd();
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runCompiler(repository: string, folder: string): Promise<string> {
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, "-p", folder, "--pretty", "false"], (_, output) => {
      resolve(output); // a non-zero exit is what these tests are about
    });
  });
}
