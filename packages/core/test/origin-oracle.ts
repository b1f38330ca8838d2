/**
 * What origins and patterns mean, written as slowly and plainly as can be. It shares no code and no idea with the
 * matcher it judges: it splits at the marks and compares label by label.
 */

interface Parts {
  readonly scheme: string;
  readonly labels: readonly string[];
  readonly port: string;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: "80", https: "443" };

/** Whether a browser could have serialized this origin. */
export function isOrigin(text: string): boolean {
  const found = split(text);
  if (found === undefined) return false;
  const { scheme, labels, port } = found;
  if (!/^[a-z][a-z0-9+.-]*$/.test(scheme) || scheme.length > 64) return false;
  if (port === DEFAULT_PORTS[scheme] || !isPort(port)) return false;
  const host = labels.join(".");
  if (/^\[[0-9a-f:]{2,}\]$/.test(host)) return text.length <= 330;
  const named = labels.at(-1) === "" && labels.length > 1 ? labels.slice(0, -1) : labels;
  return named.every((label) => /^[a-z0-9_-]{1,63}$/.test(label)) && named.join(".").length <= 253;
}

/** Whether a pattern or exact origin covers an origin. */
export function covers(pattern: string, origin: string): boolean {
  if (!isOrigin(origin)) return false;
  if (pattern === origin) return true;
  const wanted = split(pattern);
  const given = split(origin);
  if (wanted === undefined || given === undefined) return false;
  if (wanted.scheme !== given.scheme) return false;
  if (wanted.labels.join(".") === "*" && wanted.port === "") return true;
  if (wanted.port !== "*" && wanted.port !== given.port) return false;
  return coversLabels(wanted.labels, given.labels);
}

function coversLabels(wanted: readonly string[], given: readonly string[]): boolean {
  if (wanted[0] === "**") {
    const rest = wanted.slice(1);
    const front = given.slice(0, given.length - rest.length);
    if (given.length <= rest.length || !front.every((label) => /^[a-z0-9-]+$/.test(label)))
      return false;
    return coversLabels(rest, given.slice(front.length));
  }
  return (
    wanted.length === given.length &&
    wanted.every((label, index) => labelExpression(label).test(given[index] ?? ""))
  );
}

function labelExpression(label: string): RegExp {
  const quoted = label.replaceAll(/[[\]]/g, String.raw`\$&`);
  return new RegExp(`^${quoted.replaceAll("*", "[a-z0-9-]+")}$`);
}

function split(text: string): Parts | undefined {
  const [scheme = "", authority, ...more] = text.split("://");
  if (authority === undefined || more.length > 0) return undefined;
  const [, host = "", colon = "", port = ""] =
    /^(\[[^\]]*\]|[^:]*)(:?)(.*)$/s.exec(authority) ?? [];
  if (colon === ":" && port === "") return undefined;
  return host === "" || (colon === "" && port !== "")
    ? undefined
    : { scheme, labels: host.split("."), port };
}

function isPort(port: string): boolean {
  return port === "" || (/^[1-9][0-9]*$/.test(port) && port.length <= 5 && Number(port) <= 65_535);
}
