import { existsSync, readdirSync, readFileSync } from "node:fs";
import { corsPlugin } from "@corsage/fastify";
import { ask, portOf } from "@corsage/wire";
import Fastify from "fastify";
import { expect, test } from "vitest";

const root = new URL("../../../../", import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(new URL("docs", root)).map((name) => `docs/${name}`),
  ...readdirSync(new URL("packages", root)).map((name) => `packages/${name}/README.md`),
].filter((path) => path.endsWith(".md") && existsSync(new URL(path, root)));

/** Who holds a fenced block of each language to what it says; `true`: whatever the page. */
const HOLDERS: Readonly<Record<string, true | Readonly<Record<string, string>>>> = {
  "": { "CONTRIBUTING.md": "packages/conformance/test/documented/fences.test.ts" },
  ts: true, // `snippets.test.ts` compiles it; `host-issues.test.ts` runs the fragments of docs/issues.md
  sh: true, // below
  console: { "docs/doctor.md": "packages/doctor/test/transcripts.test.ts" },
  http: { "docs/mental-model.md": "packages/conformance/test/documented/fences.test.ts" },
  js: {
    "docs/fastify.md": "packages/fastify/test/guide.test.ts",
    "docs/issues.md": "packages/core/test/issue-docs.test.ts",
  },
  json: {
    "README.md": "packages/conformance/test/readme.test.ts",
    "docs/issues.md": "packages/core/test/issue-docs.test.ts",
    "packages/nestjs/README.md": "packages/nestjs-11/test/commonjs-project.test.ts",
  },
  text: { "README.md": "packages/conformance/test/readme.test.ts" },
};

interface Fence {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

function fencesOf(page: string): readonly Fence[] {
  return Array.from(
    read(page).matchAll(/^( *)```(.*)\n([^]*?)^\1```$/gm),
    ([, , language = "", text = ""]) => ({ page, language, text }),
  );
}

const FENCES = PAGES.flatMap(fencesOf);

test("there are fences", () => {
  expect(FENCES.length).toBeGreaterThan(150);
});

test.each([...new Set(FENCES.map(({ page, language }) => `${page} ${language}`))])(
  "%s: somebody holds it to what it says",
  (place) => {
    const [page = "", language = ""] = place.split(" ");
    const holder = HOLDERS[language];
    expect(holder, `nobody runs ${language}`).toBeDefined();
    if (holder === true) return;
    const file = holder?.[page] ?? "";
    expect(file, `nobody runs the ${language} of ${page}`).not.toBe("");
    expect(read(file)).toContain(page.split("/").at(-1));
  },
);

/** Every line of a shell block, without its comment. */
const COMMANDS = FENCES.filter(({ language }) => language === "sh").flatMap(({ page, text }) =>
  text.split("\n").flatMap((line) => {
    const command = line.replace(/ +#.*$/, "");
    return command === "" ? [] : [{ page, command }];
  }),
);

const PACKAGES = readdirSync(new URL("packages", root)).map(
  (name): { name: string; private?: true; bin?: object } =>
    JSON.parse(read(`packages/${name}/package.json`)),
);
const PUBLIC = PACKAGES.filter((one) => one.private !== true).map(({ name }) => name);
const { scripts }: { scripts: object } = JSON.parse(read("package.json"));

test.each(COMMANDS)("$page: $command can be run", ({ command }) => {
  const [program = "", ...words] = command.split(" ");
  const named = words.find((word) => !word.startsWith("-")) ?? "";
  if (program === "npx") {
    const bins = PACKAGES.flatMap(({ bin }) => Object.keys(bin ?? {}));
    expect(bins).toContain(named);
    return;
  }
  expect(program).toBe("npm");
  const [, ...others] = words;
  if (named === "install") {
    for (const name of others.filter((word) => !word.startsWith("-"))) {
      expect(PUBLIC).toContain(name);
    }
  } else {
    expect(Object.keys(scripts)).toContain(named === "run" ? others[0] : named);
  }
});

test("the house in CONTRIBUTING.md is the house there is", () => {
  const house = FENCES.find(({ page }) => page === "CONTRIBUTING.md")?.text ?? "";
  const named = [...house.matchAll(/(?<=^|\s)([\w-]+)\/(?=\s)/g)].map(([, name]) => name);
  const folders = readdirSync(new URL("packages", root));
  expect(new Set(named)).toEqual(new Set(["apps", "docs", "packages", "scripts", ...folders]));
});

const EXCHANGES = FENCES.filter(({ language }) => language === "http");

test.each(EXCHANGES)("$page: the exchange is what goes over the wire", async ({ text }) => {
  const [request = "", response = ""] = text.trim().split("\n\n");
  const [start = "", ...sent] = request.split("\n");
  const [status = "", ...expected] = response.split("\n");
  const [method = "", path = ""] = start.split(" ");
  const app = Fastify();
  app.register(corsPlugin, { origin: ["https://app.example.com"] });
  app.get(path, async () => []);
  app.put(path, async () => []);
  await app.listen({ port: 0, host: "127.0.0.1" });
  try {
    const headers = Object.fromEntries(sent.map((line) => line.split(": ")));
    const answer = await ask(portOf(app.server), { method, path, headers });
    expect(status).toBe(`HTTP/1.1 ${answer.status} No Content`);
    const told = expected.map((line) => line.split(": "));
    expect(answer.cors).toEqual(
      Object.fromEntries(told.map(([name = "", value = ""]) => [name.toLowerCase(), value])),
    );
  } finally {
    await app.close();
  }
});
