import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CauseCode } from "../src/cause.ts";
import { readConsoleMessage } from "../src/console-message.ts";
import { explain } from "../src/explain.ts";

interface Entry {
  id: string;
  condition: string;
  chromium: readonly string[];
  firefox: readonly string[];
  webkit: readonly string[];
}

/** What the three engines print, as measured and as their sources have it. */
const entries: readonly Entry[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "data/browser-errors.json"), "utf8"),
);

/** What each means. Where an engine's words say less than the fault, it has a cause of its own. */
const CAUSES_OF: Readonly<
  Record<
    string,
    CauseCode | Partial<Record<"chromium" | "firefox" | "webkit" | "webkit, else", CauseCode>>
  >
> = {
  "acao-missing": "acao-missing",
  "acao-mismatch": {
    chromium: "origin-mismatch",
    firefox: "origin-mismatch",
    webkit: "acao-missing",
  },
  "acao-invalid": {
    chromium: "origin-mismatch",
    firefox: "origin-mismatch",
    webkit: "acao-missing",
  },
  "acao-multiple-in-one-line": "acao-multiple",
  "acao-duplicate-lines": "acao-multiple",
  "cred-wildcard-origin": "wildcard-with-credentials",
  "cred-acac-missing": "acac-missing",
  "network-failure": { chromium: "network", firefox: "network", webkit: "reason-elsewhere" },
  "pf-acao-missing": {
    chromium: "acao-missing",
    firefox: "acao-missing",
    webkit: "preflight-not-ok-auth",
    "webkit, else": "acao-missing",
  },
  "pf-acao-mismatch": {
    chromium: "origin-mismatch",
    firefox: "origin-mismatch",
    webkit: "acao-missing",
  },
  "pf-acao-invalid": {
    chromium: "origin-mismatch",
    firefox: "origin-mismatch",
    webkit: "acao-missing",
  },
  "pf-acao-multiple": "acao-multiple",
  "pf-cred-wildcard-origin": "wildcard-with-credentials",
  "pf-cred-acac-missing": "acac-missing",
  "pf-status": "preflight-not-ok-auth",
  "pf-redirect": {
    chromium: "preflight-redirect",
    firefox: "preflight-redirect",
    webkit: "preflight-not-ok-auth",
  },
  "pf-acam-syntax": "invalid-token",
  "pf-acah-syntax": "invalid-token",
  "pf-method": "method-not-allowed",
  "pf-header": "header-not-allowed",
  "pf-authorization-wildcard": "acah-star-authorization",
  "redirect-acao": {
    chromium: "redirect-drops-origin",
    firefox: "acao-missing",
    webkit: "redirect-drops-origin",
  },
  "redirect-userinfo": {
    chromium: "redirect-drops-origin",
    firefox: "network",
    webkit: "redirect-drops-origin",
  },
  "redirect-non-http": { chromium: "network", firefox: "network", webkit: "redirect-drops-origin" },
  "redirect-mode-error": { chromium: "network", webkit: "request-mode" },
  "redirect-too-many": { chromium: "network", webkit: "network" },
  "mode-same-origin": "request-mode",
  "mode-no-cors-method": "request-mode",
  scheme: "unsupported-scheme",
  "cors-disabled": "request-mode",
  "origin-not-added": "request-mode",
  "lna-permission": "local-network",
  "lna-insecure": "local-network",
  "lna-space-mismatch": "local-network",
};

const values: Readonly<Record<string, string>> = {
  url: "https://api.example.com/orders",
  newUrl: "https://login.example.com/",
  pageUrl: "https://app.example.com/",
  location: "https://a:b@api.example.com/",
  origin: "https://app.example.com",
  kind: "fetch",
  acao: "https://other.example.com",
  'acao joined with ", "': "https://other.example.com, https://app.example.com",
  acac: "",
  status: "200",
  method: "PUT",
  METHOD: "PUT",
  header: "x-tenant",
  member: "PUT;DELETE",
  acam: "PUT;DELETE",
  acah: "x;y",
  space: "loopback",
  actual: "public",
  fetchOnlyHint: " Have the server send the header with a valid value.",
  xhrOnlyHint: "",
  redirected: "",
  "...": "CONNECTION_REFUSED",
  "detail as for the actual stage":
    "Origin https://app.example.com is not allowed by Access-Control-Allow-Origin.",
};

/** What else stands there for some faults. */
const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "acao-multiple-in-one-line": { acao: "https://other.example.com, https://app.example.com" },
  "redirect-acao": {
    url: "https://login.example.com/",
    redirected: " (redirected from 'https://api.example.com/orders')",
  },
};

function fill(template: string, replaced: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([^}]+)\}/g, (all, name: string) => {
    const value = replaced[name];
    if (value === undefined) throw new Error(`${all} stands for nothing`);
    return value;
  });
}

const engines = ["chromium", "firefox", "webkit"] as const;
const labels = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" } as const;
const lines = entries.flatMap((entry) =>
  engines.flatMap((engine) =>
    entry[engine].map((template, index) => ({
      id: entry.id,
      engine,
      key: index === 0 ? engine : (`webkit, else` as const),
      template,
    })),
  ),
);

describe("every line that an engine is known to print is read", () => {
  test("and every fault is told what it means", () => {
    expect(entries.map(({ id }) => id).toSorted()).toEqual(Object.keys(CAUSES_OF).toSorted());
    expect(lines.length).toBeGreaterThan(80);
  });

  test.each(lines)("$id, $engine: $template", ({ id, engine, key, template }) => {
    const replaced = { ...values, ...changes[id] };
    const line = fill(template, replaced);
    const expected = CAUSES_OF[id];
    const cause = typeof expected === "string" ? expected : expected?.[key];
    expect({ line, ...readConsoleMessage(line) }).toMatchObject({
      line,
      engine: labels[engine],
      cause,
    });
  });

  test.each(lines)("explain has a fix for $id, $engine", ({ template }) => {
    const line = fill(template, values);
    const { findings } = explain(line, undefined);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.fix).toMatch(/\S/);
  });
});
