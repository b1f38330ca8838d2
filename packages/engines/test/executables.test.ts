import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { engineNames, enginesToTest, installedEngines, launch } from "../src/index.ts";

const variables = { chromium: "CHROMIUM_BIN", firefox: "FIREFOX_BIN", webkit: "WEBKIT_BIN" };

beforeEach(() => {
  vi.stubEnv("CI", undefined);
  vi.stubEnv("CORSAGE_ENGINES", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe.each(engineNames)("%s that is not there", (name) => {
  beforeEach(() => vi.stubEnv(variables[name], "/nowhere/at-all"));

  test("is not listed, and starting it says where it was looked for", async () => {
    expect(installedEngines()).not.toContain(name);
    await expect(launch(name)).rejects.toMatchObject({
      name: "EngineError",
      engine: name,
      code: "not-installed",
      message: `${name}: ${variables[name]} is /nowhere/at-all, which is not an executable file`,
    });
  });

  test("is announced by a test run", () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    expect(enginesToTest()).not.toContain(name);
    expect(warn.mock.calls.join("\n")).toContain(`NOT TESTED in ${name}: ${variables[name]} is`);
  });

  test("fails a test run with CI=true", () => {
    vi.stubEnv("CI", "true");
    expect(() => enginesToTest()).toThrow(`${name}: ${variables[name]} is /nowhere/at-all`);
  });

  test("is nobody's loss when it is not wanted", () => {
    vi.stubEnv("CI", "true");
    vi.stubEnv("CORSAGE_ENGINES", engineNames.filter((other) => other !== name).join(","));
    for (const other of engineNames) {
      if (other !== name) vi.stubEnv(variables[other], process.execPath);
    }
    expect(enginesToTest()).toEqual(engineNames.filter((other) => other !== name));
  });
});

test("without any name, the advice is the package", () => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("CI", "true");
  vi.stubEnv("CHROMIUM_BIN", undefined);
  expect(() => enginesToTest()).toThrow(
    "chromium: not installed; install chromium, or point CHROMIUM_BIN at it",
  );
});

test("only known engines can be wanted", () => {
  vi.stubEnv("CORSAGE_ENGINES", "chromium,opera");
  expect(installedEngines).toThrow(
    'CORSAGE_ENGINES: "opera" is not one of chromium, firefox, webkit',
  );
});

// Node stands for a program that starts, says something and is no browser.
test.each(engineNames)("%s that does not come up says its last words", async (name) => {
  vi.stubEnv(variables[name], process.execPath);
  const attempt = launch(name);
  await expect(attempt).rejects.toMatchObject({ name: "EngineError", engine: name, code: "start" });
  await expect(attempt).rejects.toThrow(/ended with code 9; its last words:\n.*bad option/s);
});
