import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../src/commands.ts";
import { completionScript } from "../src/completion.ts";

describe("completion, in a real bash", () => {
  const complete = async (words: readonly string[]): Promise<readonly string[]> => {
    const script = `${completionScript("bash", COMMANDS)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_corsage; printf '%s\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)("bash", ["-c", script]);
    return stdout.split("\n").filter((line) => line !== "");
  };

  test.each([
    { words: ["corsage", ""], offers: ["check", "explain", "lint", "scan", "completion", "help"] },
    { words: ["corsage", "ch"], offers: ["check"] },
    { words: ["corsage", "check", "--or"], offers: ["--origin"] },
    { words: ["corsage", "lint", "--js"], offers: ["--json"] },
    { words: ["corsage", "check", "--for", "f"], offers: ["fastify", "fastapi"] },
    { words: ["corsage", "lint", "--as", ""], offers: ["express", "fastify", "nest"] },
    { words: ["corsage", "lint", "cors"], offers: [] },
  ])("$words", async ({ words, offers }) => expect(await complete(words)).toEqual(offers));
});
