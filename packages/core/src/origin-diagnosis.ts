import { createIssue, type PolicyIssue } from "./policy-issue.ts";
import { endsInNumber, isLoopbackHost } from "./host-name.ts";
import { isExactOrigin, parseOriginPattern } from "./origin-pattern.ts";
import { isWebOrigin, MAX_HOST_LENGTH, MAX_PORT } from "./origin-syntax.ts";

type Path = readonly (string | number)[];
type Fault = (value: string, path: Path) => PolicyIssue | undefined;

const PORT = /:[^:\]]*$/;

/** Why a literal is neither an origin nor a pattern: the first fault a person would want to hear of. */
export function diagnoseOrigin(value: string, path: Path): PolicyIssue {
  for (const fault of FAULTS) {
    const issue = fault(value, path);
    if (issue !== undefined) return issue;
  }
  return createIssue("origin-invalid", path, value, null);
}

const FAULTS: readonly Fault[] = [
  commaList,
  whitespace,
  schemeMissing,
  pagelessScheme,
  userinfo,
  trailingParts,
  hostTooLong,
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

function schemeMissing(value: string, path: Path): PolicyIssue | undefined {
  if (value === "" || value.includes("://")) return undefined;
  const bare = value.replace(/^(?:[a-z]*:)?\/+/i, "");
  const scheme = isLoopbackHost(hostOf(`http://${bare}`)) ? "http" : "https";
  return createIssue("origin-scheme-missing", path, value, {
    suggestion: usable(`${scheme}://${bare}`),
  });
}

function pagelessScheme(value: string, path: Path): PolicyIssue | undefined {
  if (/^file:/i.test(value)) return createIssue("origin-file", path, value, null);
  if (!/^wss?:/i.test(value)) return undefined;
  return createIssue("origin-scheme", path, value, {
    suggestion: usable(`http${value.slice("ws".length)}`),
  });
}

function userinfo(value: string, path: Path): PolicyIssue | undefined {
  const authority = authorityOf(value);
  if (!authority.includes("@")) return undefined;
  const bare = value.replace(authority, authority.slice(authority.lastIndexOf("@") + 1));
  return createIssue("origin-userinfo", path, value, { suggestion: usable(bare) });
}

function trailingParts(value: string, path: Path): PolicyIssue | undefined {
  const bare = withoutTrailingParts(value);
  const rest = value.slice(bare.length);
  if (rest === "") return undefined;
  const suggestion = usable(bare);
  if (rest === "/") return createIssue("origin-trailing-slash", path, value, { suggestion });
  return rest.startsWith("/")
    ? createIssue("origin-path", path, value, { suggestion })
    : createIssue("origin-query", path, value, { suggestion });
}

function hostTooLong(value: string, path: Path): PolicyIssue | undefined {
  const name = hostOf(value).replace(/\.$/, ""); // a final dot does not count
  return name.length > MAX_HOST_LENGTH || /[^.:]{64}/.test(name)
    ? createIssue("origin-too-long", path, value, null)
    : undefined;
}

function upperCase(value: string, path: Path): PolicyIssue | undefined {
  if (value === value.toLowerCase()) return undefined;
  return createIssue("origin-upper-case", path, value, { suggestion: usable(value) });
}

function wildcard(value: string, path: Path): PolicyIssue | undefined {
  const found = (reason: string, suggestion?: string): PolicyIssue =>
    createIssue("origin-wildcard", path, value, { reason, suggestion });
  const scheme = value.slice(0, value.indexOf(":"));
  if (scheme.includes("*")) {
    return found(
      "no wildcard stands for a scheme; each is listed by itself.",
      usable(`https${value.slice(scheme.length)}`),
    );
  }
  const host = hostOf(value);
  if (!host.includes("*")) return undefined;
  if (host === "*" || host === "**") {
    return isWebOrigin(value)
      ? found(`this is every site of that scheme; for everybody, write "*".`, "*")
      : found(`one "*" stands for every host of that scheme.`, usable(value.replace(/\*.*/, "*")));
  }
  if (endsInNumber(host) || host.startsWith("[")) {
    return found("addresses have no labels for a wildcard to stand for.");
  }
  if (/\.\*+\.?$/.test(host)) return found("the wildcard would stand for a top-level domain.");
  const labels = host.replace(/^\*\*\./, "");
  if (labels.includes("**")) {
    return found(
      `"**." stands for one or more labels, at the start of the host only.`,
      usable(value.replace(/\*{2,}(?!\.)/g, "*").replace(/(?<!\/)\*{2,}/g, "*")),
    );
  }
  if (/\*[^.]*\*/.test(labels)) return found(`one label takes one "*".`);
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
  const found = PORT.exec(authorityOf(value))?.[0];
  if (found === undefined || found === ":*") return undefined;
  const bare = value.slice(0, -found.length);
  const isDefault = /^(?:https:\/\/.*:443|http:\/\/.*:80)$/.test(value);
  if (isDefault)
    return createIssue("origin-default-port", path, value, { suggestion: usable(bare) });
  const text = found.slice(1);
  if (/^[1-9]\d*$/.test(text) && Number(text) <= MAX_PORT) return undefined;
  const suggestion = usable(`${bare}:${Number(text)}`) ?? usable(bare);
  return createIssue("origin-port", path, value, { suggestion });
}

function ipAddress(value: string, path: Path): PolicyIssue | undefined {
  const host = hostOf(value);
  if (!/[[\]]/.test(host) && !endsInNumber(host)) return undefined;
  return createIssue("origin-ip", path, value, { suggestion: usable(serialize(value)) });
}

/** The value up to where its path, query or fragment starts. */
function withoutTrailingParts(value: string): string {
  return value.replace(/(?<=:\/\/[^/?#]*)[/?#].*/s, "");
}

function authorityOf(value: string): string {
  return withoutTrailingParts(value).slice(value.indexOf("://") + "://".length);
}

function hostOf(value: string): string {
  return authorityOf(value).replace(PORT, "");
}

function serialize(value: string): string | undefined {
  return URL.canParse(value) ? new URL(value).origin : undefined;
}

/** A suggestion is only made when it would itself be accepted. */
function usable(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bare = withoutTrailingParts(value.toLowerCase());
  return [bare, serialize(bare)].find(
    (candidate) =>
      candidate !== undefined &&
      (isExactOrigin(candidate) || parseOriginPattern(candidate) !== undefined),
  );
}
