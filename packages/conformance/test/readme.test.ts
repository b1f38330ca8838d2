import { readFileSync } from "node:fs";
import { parsePolicy, PolicyError } from "@corsage/core";
import { expect, test } from "vitest";

const page = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const [, options = "", message] = /```json\n(.*?)```.*?```text\n(.*?)\n```/s.exec(page) ?? [];

test("README shows what start-up says about these options", () => {
  try {
    parsePolicy(JSON.parse(options));
    expect.unreachable("the options are accepted");
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    expect(
      String(error)
        .replace(/^PolicyError: /, "")
        .trim(),
    ).toBe(message);
  }
});
