import {
  formatOriginPattern,
  type OriginPattern,
  sampleOrigins,
  WILDCARD_TEXT,
} from "./origin-pattern.ts";
import { endOfHost } from "./origin-syntax.ts";
import { Sieve } from "./sieve.ts";

/** A pattern without its suffix. A million patterns share a handful of these. */
type Shape = Omit<OriginPattern, "suffix">;

const LONGEST_HOST = 256;

/**
 * Patterns by the constant end of their host. A lookup walks the dots of the origin's host; a table of the suffix
 * lengths in use skips nearly all of the hashing. A radix tree of reversed hosts is the road not taken: it saves
 * little here, and the field's best matcher had its only vulnerability in one.
 */
export class OriginIndex {
  readonly #bySuffix = new Map<string, Shape | Shape[]>();
  readonly #schemes = new Set<string>();
  readonly #lengths = new Uint8Array(LONGEST_HOST);
  readonly #shapes = new Map<string, Shape>();
  #sieve: Sieve | undefined;

  add(pattern: OriginPattern): void {
    const { suffix } = pattern;
    if (suffix === "") {
      this.#schemes.add(pattern.scheme);
      return;
    }
    const shape = this.#shapeOf(pattern);
    const known = this.#bySuffix.get(suffix);
    if (known === undefined) this.#bySuffix.set(suffix, shape);
    else if (Array.isArray(known)) known.push(shape);
    else this.#bySuffix.set(suffix, [known, shape]);
    this.#lengths[suffix.length] = 1;
    this.#sieve = undefined; // it knows nothing of this one
  }

  /** To be called when all have been added: lookups are quicker then where there are many. */
  complete(): void {
    this.#sieve = Sieve.of(this.#bySuffix);
  }

  /** Whether some pattern matches. What is no serialized origin matches none. */
  matches(origin: string): boolean {
    return this.#search(origin, undefined);
  }

  /** Every pattern that matches, as written. For definition time: who swallows whom. */
  matching(origin: string): readonly string[] {
    const found: string[] = [];
    this.#search(origin, found);
    return found;
  }

  /** Every pattern that covers all that `pattern` stands for, as written; itself is one of them. */
  covering(pattern: OriginPattern): readonly string[] {
    let covering: readonly string[] | undefined;
    for (const origin of sampleOrigins(pattern)) {
      const matching = this.matching(origin);
      covering = covering?.filter((other) => matching.includes(other)) ?? matching;
      if (covering.length === 1) break; // itself: nearly always the first sample says so
    }
    return covering ?? [];
  }

  /** Whether some pattern matches; or, where `found` is given, every one that does goes there and the result is false. */
  #search(origin: string, found: string[] | undefined): boolean {
    const hostEnd = endOfHost(origin);
    if (hostEnd === -1) return false;
    const schemeEnd = origin.indexOf(":");
    if (this.#schemes.size > 0 && this.#schemes.has(origin.slice(0, schemeEnd))) {
      if (found === undefined) return true;
      found.push(`${origin.slice(0, schemeEnd)}://*`);
    }
    const hostStart = schemeEnd + 3;
    let start = hostStart;
    while (true) {
      if (this.#mayEndAt(origin, start, hostEnd)) {
        const suffix = origin.slice(start, hostEnd);
        const shapes = this.#bySuffix.get(suffix);
        if (shapes !== undefined) {
          for (const shape of Array.isArray(shapes) ? shapes : [shapes]) {
            if (!matchesShape(shape, origin, hostStart, start, hostEnd)) continue;
            if (found === undefined) return true;
            found.push(formatOriginPattern({ ...shape, suffix }));
          }
        }
      }
      const dot = origin.indexOf(".", start);
      if (dot === -1 || dot >= hostEnd) return false;
      start = dot + 1;
    }
  }

  /** Whether some pattern may have this part of an origin for its suffix. */
  #mayEndAt(origin: string, start: number, hostEnd: number): boolean {
    if (this.#lengths[hostEnd - start] !== 1) return false;
    return this.#sieve === undefined || this.#sieve.mayHave(origin, start, hostEnd);
  }

  #shapeOf(pattern: OriginPattern): Shape {
    const key = formatOriginPattern({ ...pattern, suffix: "x" }); // what is written is what is meant
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const { suffix: _, ...shape } = pattern;
    this.#shapes.set(key, shape);
    return shape;
  }
}

/** Whether scheme, port and the labels from `hostStart` up to `suffixStart` fit. */
function matchesShape(
  shape: Shape,
  origin: string,
  hostStart: number,
  suffixStart: number,
  hostEnd: number,
): boolean {
  const { scheme, port, labels, deeper } = shape;
  if (!(origin.startsWith(scheme) && scheme.length === hostStart - 3)) return false;
  // The port's digits were checked with the origin, so any port is any well-formed port.
  if (port !== "*" && origin.slice(hostEnd + 1) !== port) return false;
  let labelEnd = suffixStart - 1; // at the dot in front of the suffix
  for (const label of labels) {
    if (labelEnd <= hostStart) return false;
    const labelStart = Math.max(origin.lastIndexOf(".", labelEnd - 1) + 1, hostStart);
    if (!matchesLabel(label, origin.slice(labelStart, labelEnd))) return false;
    labelEnd = labelStart - 1;
  }
  if (!deeper) return labelEnd < hostStart;
  return labelEnd > hostStart && DEEPER_LABELS.test(origin.slice(hostStart, labelEnd));
}

const DEEPER_LABELS = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

function matchesLabel(label: OriginPattern["labels"][number], text: string): boolean {
  if (typeof label === "string") return label === text;
  const { before, after } = label;
  return (
    text.length > before.length + after.length &&
    text.startsWith(before) &&
    text.endsWith(after) &&
    WILDCARD_TEXT.test(text.slice(before.length, text.length - after.length))
  );
}
