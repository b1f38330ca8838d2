import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";

// What only a host can find is shown as fragments of programs. Here each becomes a program, and says what it says.

const root = new URL("../../../../", import.meta.url);
// Inside this package, whose dependencies are all that a page may import; and ignored by git.
const folder = fileURLToPath(new URL("../../reports/host-issues/", import.meta.url));

interface Fragment {
  readonly code: string;
  readonly kind: "wrong" | "right";
  readonly text: string;
}

function readFragments(): readonly Fragment[] {
  const page = readFileSync(new URL("docs/issues.md", root), "utf8");
  const entry =
    /^### (\S+)\n(?:(?!^### )[^])*?^Wrong:\n\n```ts\n(.*?)\n```\n\nRight:\n\n```ts\n(.*?)\n```$/gms;
  return Array.from(page.matchAll(entry)).flatMap(([, code = "", wrong = "", right = ""]) => [
    { code, kind: "wrong", text: wrong } as const,
    { code, kind: "right", text: right } as const,
  ]);
}

const OPTIONS = (options: string): string => `
  import { cors, definePolicy } from "@corsage/node";
  const partners = definePolicy({ origin: ["https://partner.example.org"] });
  cors({ policies: { partners }, ...${options} });`;

const ROUTES = (routes: string): string => `
  import { corsPlugin } from "@corsage/fastify";
  import Fastify from "fastify";
  const [handler, first, second, list, save] = Array(5).fill(async () => "x");
  const app = Fastify({ logger: true });
  app.register(corsPlugin, {
    policy: false,
    policies: { partners: { origin: ["https://partner.example.org"] }, public: { origin: "*" } },
  });
  ${routes}
  await app.ready();`;

/** A whole program, but for what no reader needs to be told. */
const PROGRAM = (text: string): string => `
  ${text.includes("import Fastify") ? "" : 'import Fastify from "fastify";'}
  ${text.includes("corsPlugin") || !text.includes("import(") ? 'import { corsPlugin } from "@corsage/fastify";' : ""}
  const handler = async () => "x";
  const authenticate = async () => undefined;
  const options = { policy: false, policies: { partners: { origin: "*" } } };
  ${text.replace("Fastify()", "Fastify({ logger: true })")}
  await app.ready();`;

const NEST = (declarations: string, imported: string, main: string): string => `
  import { Cors, CorsModule } from "@corsage/nestjs";
  import { Injectable as Resolver, Module } from "@nestjs/common";
  import { NestFactory } from "@nestjs/core";
  import { FastifyAdapter } from "@nestjs/platform-fastify";
  ${declarations}
  @Module({ imports: [${imported}], providers: [${declarations.includes("OrdersResolver") ? "OrdersResolver" : ""}] })
  class AppModule {}
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), { abortOnError: false });
  ${main}
  await app.init();`;

const CLOSED = "CorsModule.forRoot({ policy: false })";

function toProgram({ code, text }: Fragment): string {
  switch (code) {
    case "registered-late":
    case "routes-not-seen":
    case "plugin-not-registered":
      return PROGRAM(text);
    case "second-layer":
      return NEST("", CLOSED, text);
    case "policy-without-effect":
      return text.startsWith("CorsModule")
        ? NEST("", text.replace(/;$/, ""), "")
        : NEST(text, CLOSED, "");
    default:
      return text.startsWith("app.") ? ROUTES(text) : OPTIONS(`(${text})`);
  }
}

async function issuesOf(fragment: Fragment): Promise<readonly string[]> {
  const file = join(folder, `${fileOf(fragment)}.js`);
  const [, mode = "test"] = /NODE_ENV=(\w+)/.exec(fragment.text) ?? [];
  const env = { ...process.env, NODE_ENV: mode, NO_COLOR: "1" };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { env }).catch(
    (failure: { stdout: string; stderr: string }) => failure,
  );
  const said = `${stdout}${stderr}`;
  const codes = [...said.matchAll(/about: docs\/issues\.md#([a-z-]+)/g)].map(([, one = ""]) => one);
  // A program that ends for another reason shows nothing about either fragment.
  if (codes.length === 0 && /Error/.test(said)) throw new Error(said);
  return [...new Set(codes)];
}

const fragments = readFragments();

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  for (const fragment of fragments) {
    writeFileSync(join(folder, `${fileOf(fragment)}.ts`), toProgram(fragment));
  }
  const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
  execFileSync(process.execPath, [compiler, "-p", folder]);
});

function fileOf({ code, kind }: Fragment): string {
  return `${code}-${kind}`;
}

const settings = {
  extends: "../../../../tsconfig.base.json",
  compilerOptions: {
    noCheck: true, // half of them are wrong on purpose
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    experimentalDecorators: true,
  },
  include: ["*.ts"],
};

test("the page has them", () => {
  const page = readFileSync(new URL("docs/issues.md", root), "utf8");
  expect(fragments).toHaveLength(page.match(/^```ts$/gm)?.length ?? 0);
  expect(fragments.length).toBeGreaterThanOrEqual(26);
});

test.each(fragments)("$code: what is $kind is told so", async (fragment) => {
  expect(await issuesOf(fragment)).toEqual(fragment.kind === "wrong" ? [fragment.code] : []);
});
