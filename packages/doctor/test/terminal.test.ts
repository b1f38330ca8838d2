import { describe, expect, test } from "vitest";
import { processTerminal } from "../src/terminal.ts";

describe("the terminal that a process has", () => {
  const terminalOf = (env: Record<string, string>, stdout: object, stderr: object = {}) =>
    // The parts of `process` that are read.
    processTerminal({ env, stdout, stderr });

  test.each([
    { title: "a screen has colour", env: {}, stdout: { isTTY: true }, color: true },
    { title: "a pipe has none", env: {}, stdout: {}, color: false },
    {
      title: "NO_COLOR switches it off",
      env: { NO_COLOR: "1" },
      stdout: { isTTY: true },
      color: false,
    },
    {
      title: "an empty NO_COLOR does not",
      env: { NO_COLOR: "" },
      stdout: { isTTY: true },
      color: true,
    },
    {
      title: "a dumb terminal has none",
      env: { TERM: "dumb" },
      stdout: { isTTY: true },
      color: false,
    },
    { title: "FORCE_COLOR gives it to a pipe", env: { FORCE_COLOR: "1" }, stdout: {}, color: true },
    {
      title: "NO_COLOR is stronger",
      env: { FORCE_COLOR: "1", NO_COLOR: "1" },
      stdout: {},
      color: false,
    },
  ])("$title", ({ env, stdout, color }) => expect(terminalOf(env, stdout).color).toBe(color));

  test.each([
    { columns: undefined, width: 80 },
    { columns: 20, width: 40 },
    { columns: 100, width: 100 },
    { columns: 300, width: 120 },
  ])("$columns columns are written to $width", ({ columns, width }) =>
    expect(terminalOf({}, { columns }).width).toBe(width),
  );

  test("progress is for who watches standard error, folding for who watches standard output", () => {
    expect(terminalOf({}, {}, { isTTY: true })).toMatchObject({ interactive: true, folds: false });
    expect(terminalOf({}, { isTTY: true })).toMatchObject({ interactive: false, folds: true });
  });
});
