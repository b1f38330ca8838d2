import { endsInNumber } from "./host-name.ts";
import { endOfHost, isWebOrigin } from "./origin-syntax.ts";

/** One label of a pattern's host: literal text, or what surrounds its `*`. */
export interface WildcardLabel {
  readonly before: string;
  readonly after: string;
}

/**
 * A pattern, split where matching needs it: `https://**.preview-*.example.com:*` has the scheme `https`, the
 * suffix `example.com`, one wildcard label before it, deeper labels before that, and any port.
 */
export interface OriginPattern {
  readonly scheme: string;
  /** The labels after the last wildcard; the whole host where only the port is one; `''` for `scheme://*`. */
  readonly suffix: string;
  /** The labels in front of the suffix, nearest first, down to the first wildcard. */
  readonly labels: readonly (string | WildcardLabel)[];
  /** Whether one or more further labels stand in front (`**.`). */
  readonly deeper: boolean;
  /** `'*'`: any port or none. `''`: none. Otherwise its digits. */
  readonly port: string;
}

const PATTERN = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<host>\[[^\]]*\]|[^:]*)(?::(?<port>\*|\d+))?$/;

/** What `*` stands for: at least one of these, never a dot, so never more than one label. */
export const WILDCARD_TEXT: RegExp = /^[a-z0-9-]+$/;

/** No page has an origin of these: pages from files send `null`, sockets the origin of the page that opened them. */
const PAGELESS_SCHEME = /^(?:file|wss?):/;

/** Whether a literal is an origin exactly as browsers serialize it. */
export function isExactOrigin(value: string): boolean {
  const hostEnd = endOfHost(value);
  if (hostEnd === -1 || PAGELESS_SCHEME.test(value)) return false;
  if (!isWebOrigin(value)) return true;
  // Only addresses can be spelled otherwise than a URL parser does. Whether `xn--` labels decode is not asked: runtimes
  // disagree (Node 24 takes what Node 20 refuses), and one that does not decode is merely never sent.
  const host = value.slice(value.indexOf("://") + 3, hostEnd);
  if (!host.startsWith("[") && !endsInNumber(host)) return true;
  return URL.canParse(value) && new URL(value).origin === value;
}

/** Parses a pattern with at least one `*`; `undefined` if it is none (why not is the diagnosis's business). */
export function parseOriginPattern(value: string): OriginPattern | undefined {
  const groups = value.includes("*") ? PATTERN.exec(value)?.groups : undefined;
  if (groups === undefined || PAGELESS_SCHEME.test(value)) return undefined;
  const { scheme = "", host = "", port = "" } = groups;
  const web = scheme === "http" || scheme === "https";
  if (host === "*" && port === "" && !web) {
    return { scheme, suffix: "", labels: [], deeper: false, port: "*" };
  }
  // With every wildcard replaced by something it could stand for, what is left must be an origin.
  const sample = `${scheme}://${host.replaceAll("*", "x").replace(/^xx\./, "x.")}`;
  if (!isExactOrigin(port === "" || port === "*" ? sample : `${sample}:${port}`)) return undefined;
  return host.includes("*")
    ? splitHost(scheme, host, port)
    : { scheme, suffix: host, labels: [], deeper: false, port };
}

function splitHost(scheme: string, host: string, port: string): OriginPattern | undefined {
  const deeper = host.startsWith("**.");
  const labels = (deeper ? host.slice(3) : host).split(".");
  const last = labels.findLastIndex((label) => label.includes("*"));
  const suffix = labels.slice(last + 1).join(".");
  if (suffix === "" || endsInNumber(suffix)) return undefined;
  const parsed: (string | WildcardLabel)[] = [];
  for (const label of labels.slice(0, last + 1)) {
    const [before = "", after, more] = label.split("*");
    if (more !== undefined) return undefined;
    parsed.unshift(after === undefined ? label : { before, after });
  }
  return { scheme, suffix, labels: parsed, deeper, port };
}

/** The pattern as it was written. */
export function formatOriginPattern(pattern: OriginPattern): string {
  return render(pattern, "*", pattern.deeper ? "**." : "");
}

/** Origins that together stand for the pattern: what matches all of them covers it. */
export function* sampleOrigins(pattern: OriginPattern): Iterable<string> {
  const ports = pattern.port === "*" ? ["", "59999"] : [pattern.port];
  const depths = pattern.deeper ? ["q7.", "q7.7q."] : [""];
  for (const port of ports) {
    for (const depth of depths) {
      for (const text of ["q7", "7-q"]) yield render({ ...pattern, port }, text, depth);
    }
  }
}

function render(
  { scheme, suffix, labels, port }: OriginPattern,
  text: string,
  depth: string,
): string {
  if (suffix === "") return `${scheme}://${text}`;
  const front = labels
    .toReversed()
    .map((label) => `${typeof label === "string" ? label : label.before + text + label.after}.`)
    .join("");
  return `${scheme}://${depth}${front}${suffix}${port === "" ? "" : `:${port}`}`;
}
