import type { SentHeaders } from "./row.ts";

type Field = Exclude<keyof SentHeaders, "methods">;

/** The name on the wire of each field of {@link SentHeaders} but `methods`, which hosts may differ in. */
const names: readonly (readonly [Field, string])[] = [
  ["origin", "access-control-allow-origin"],
  ["credentials", "access-control-allow-credentials"],
  ["exposed", "access-control-expose-headers"],
  ["headers", "access-control-allow-headers"],
  ["maxAge", "access-control-max-age"],
  ["privateNetwork", "access-control-allow-private-network"],
  ["vary", "vary"],
  ["referrerPolicy", "referrer-policy"],
];

/** Every line that concerns CORS, by name: one entry for each line; the members of lists in order of the alphabet. */
export type CorsLines = Readonly<Record<string, readonly string[]>>;

/** The lines a row expects. `knowsRoutes`: which of two lists of methods applies. */
export function expectedLines(sent: SentHeaders, knowsRoutes: boolean): CorsLines {
  const lines: [string, string][] = [];
  const { methods } = sent;
  if (methods !== undefined) {
    const listed =
      typeof methods === "string" ? methods : methods[knowsRoutes ? "routed" : "assumed"];
    lines.push(["access-control-allow-methods", listed]);
  }
  for (const [field, name] of names) {
    const value = sent[field];
    if (value === undefined) continue;
    for (const line of typeof value === "string" ? [value] : value) lines.push([name, line]);
  }
  return collect(lines);
}

/** The lines of an answer, out of Node's flat list of names and values. */
export function observedLines(rawHeaders: readonly string[]): CorsLines {
  const lines: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const isWatched =
      name.startsWith("access-control-") || name === "vary" || name === "referrer-policy";
    if (isWatched) lines.push([name, rawHeaders[index + 1] ?? ""]);
  }
  return collect(lines);
}

function collect(lines: readonly (readonly [name: string, value: string])[]): CorsLines {
  const collected: Record<string, string[]> = {};
  for (const [name, value] of lines) (collected[name] ??= []).push(value);
  for (const [name, values] of Object.entries(collected)) {
    // Several Vary lines are one list; of the others, each may come once, so its lines stay apart.
    const whole = name === "vary" ? [values.join(",")] : values;
    collected[name] = whole.map(sortMembers);
  }
  return Object.fromEntries(Object.entries(collected).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sortMembers(list: string): string {
  const members = list.split(",").map((member) => member.trim());
  return members.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join(", ");
}
