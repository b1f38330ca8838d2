import { createIssue, type PolicyIssue } from "./policy-issue.ts";
import { endsInNumber } from "./host-name.ts";
import { isExactOrigin, parseOriginPattern } from "./origin-pattern.ts";
import { MAX_ORIGIN_LENGTH } from "./origin-syntax.ts";

type Path = readonly (string | number)[];
type Fault = (value: string, path: Path) => PolicyIssue | undefined;

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Why a literal is neither an origin nor a pattern: the first fault a person would want to hear of. */
export function diagnoseOrigin(value: string, path: Path): PolicyIssue {
  for (const fault of FAULTS) {
    const issue = fault(value, path);
    if (issue !== undefined) return issue;
  }
  return createIssue("origin-invalid", path, value, { suggestion: undefined });
}

const FAULTS: readonly Fault[] = [
  commaList,
  whitespace,
  tooLong,
  schemeMissing,
  pagelessScheme,
  userinfo,
  trailingParts,
  upperCase,
  wildcard,
  unicodeHost,
  port,
  ipAddress,
];

function commaList(value: string, path: Path): PolicyIssue | undefined {
  if (!value.includes(",")) return undefined;
  const parts = value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const inList = typeof path.at(-1) === "number";
  return createIssue("origin-comma-list", path, value, { parts, inList });
}

function whitespace(value: string, path: Path): PolicyIssue | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!/[\s\u0000-\u001F\u007F]/.test(value)) return undefined;
  return createIssue("origin-whitespace", path, value, { suggestion: usable(value.trim()) });
}

function tooLong(value: string, path: Path): PolicyIssue | undefined {
  if (value.length <= MAX_ORIGIN_LENGTH && !/[^./:]{64}/.test(value.replace(SCHEME, ""))) {
    return undefined;
  }
  return createIssue("origin-too-long", path, value, null);
}

function schemeMissing(value: string, path: Path): PolicyIssue | undefined {
  if (SCHEME.test(value)) return undefined;
  if (value === "" || value.includes("://")) return undefined;
  const bare = value.replace(/^[a-z]*:?\/*/i, (prefix) => (prefix.endsWith("/") ? "" : prefix));
  const scheme = /^(?:localhost|127\.|\[::1\])/.test(bare) ? "http" : "https";
  return createIssue("origin-scheme-missing", path, value, {
    suggestion: usable(`${scheme}://${bare}`),
  });
}

function pagelessScheme(value: string, path: Path): PolicyIssue | undefined {
  if (/^file:/i.test(value)) return createIssue("origin-file", path, value, null);
  if (!/^wss?:/i.test(value)) return undefined;
  return createIssue("origin-scheme", path, value, {
    suggestion: usable(value.replace(/^ws/i, "http")),
  });
}

function userinfo(value: string, path: Path): PolicyIssue | undefined {
  const authority = authorityOf(value);
  if (!authority.includes("@")) return undefined;
  const bare = value.replace(authority, authority.slice(authority.lastIndexOf("@") + 1));
  return createIssue("origin-userinfo", path, value, { suggestion: usable(bare) });
}

function trailingParts(value: string, path: Path): PolicyIssue | undefined {
  const rest = value.replace(SCHEME, "").slice(authorityOf(value).length);
  if (rest === "") return undefined;
  const suggestion = usable(value.slice(0, value.length - rest.length));
  if (rest === "/") return createIssue("origin-trailing-slash", path, value, { suggestion });
  return rest.startsWith("/")
    ? createIssue("origin-path", path, value, { suggestion })
    : createIssue("origin-query", path, value, { suggestion });
}

function upperCase(value: string, path: Path): PolicyIssue | undefined {
  const lower = value.toLowerCase();
  if (lower === value) return undefined;
  return createIssue("origin-upper-case", path, value, { suggestion: usable(lower) });
}

function wildcard(value: string, path: Path): PolicyIssue | undefined {
  if (!value.includes("*")) return undefined;
  const host = authorityOf(value).replace(/:[\d*]*$/, "");
  const found = (reason: string, suggestion?: string): PolicyIssue =>
    createIssue("origin-wildcard", path, value, { reason, suggestion });
  if (host === "*" || host === "**") {
    return /^https?:/.test(value)
      ? found(`this is every site of that scheme; for everybody, write "*".`, "*")
      : found(`one "*" stands for every host of that scheme.`, usable(value.replace(/\*.*$/, "*")));
  }
  if (endsInNumber(host) || host.startsWith("[")) {
    return found("addresses have no labels for a wildcard to stand for.");
  }
  if (/\.\*+\.?$/.test(host)) return found("the wildcard would stand for a top-level domain.");
  if (host.slice(1).includes("**") || /^\*\*[^.]/.test(host)) {
    return found(
      `"**." stands for one or more labels, at the start of the host only.`,
      usable(value.replace(/\*{2,}(?!\.)/g, "*").replace(/(?<!\/)\*{2,}/g, "*")),
    );
  }
  if (host.split(".").some((label) => !label.startsWith("**") && /\*.*\*/.test(label))) {
    return found(`one label takes one "*".`);
  }
  return undefined;
}

function unicodeHost(value: string, path: Path): PolicyIssue | undefined {
  // eslint-disable-next-line no-control-regex -- everything beyond ASCII
  if (/^[\u0000-\u007F]*$/.test(value)) return undefined;
  // A wildcard does not survive a URL parser, so it goes through as a label that nobody has.
  const stand = "corsage-wildcard";
  const ascii = serialize(value.replaceAll("*", stand))?.replaceAll(stand, "*");
  return createIssue("origin-unicode-host", path, value, { suggestion: usable(ascii) });
}

function port(value: string, path: Path): PolicyIssue | undefined {
  const found = /:(?<text>[^:\]]*)$/.exec(authorityOf(value));
  if (found === null || found.groups?.["text"] === "*") return undefined;
  const bare = value.slice(0, value.length - found[0].length);
  const isDefault = /^(?:https:\/\/.*:443|http:\/\/.*:80)$/.test(value);
  if (isDefault)
    return createIssue("origin-default-port", path, value, { suggestion: usable(bare) });
  const digits = Number(found[0].slice(1));
  const isValid = /^:[1-9]\d{0,4}$/.test(found[0]) && digits <= 65_535;
  if (isValid) return undefined;
  const respelled = /^:0+[1-9]\d*$/.test(found[0]) ? `${bare}:${digits}` : bare;
  return createIssue("origin-port", path, value, { suggestion: usable(respelled) });
}

function ipAddress(value: string, path: Path): PolicyIssue | undefined {
  const host = authorityOf(value).replace(/:\d+$/, "");
  if (!host.includes("[") && !host.includes("]") && !endsInNumber(host)) return undefined;
  return createIssue("origin-ip", path, value, { suggestion: usable(serialize(value)) });
}

function authorityOf(value: string): string {
  return /^[^/?#]*/.exec(value.replace(SCHEME, ""))?.[0] ?? "";
}

function serialize(value: string): string | undefined {
  return URL.canParse(value) ? new URL(value).origin : undefined;
}

/** A suggestion is only made when it would itself be accepted. */
function usable(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const lower = value.toLowerCase();
  const bare = lower.replace(/[/?#]+$/, "");
  return [value, lower, bare, serialize(bare)].find(
    (candidate) =>
      candidate !== undefined &&
      (isExactOrigin(candidate) ||
        (candidate.includes("*") && parseOriginPattern(candidate) !== undefined)),
  );
}
