/** Smaller sets are in a processor's cache themselves. */
const SMALLEST_SET = 4096;

/** So one string in sixteen that is not in the set gets through, or fewer. */
const PLACES_EACH = 16;

/**
 * Tells of nearly every string that is not in a large set that it is not: a Bloom filter with one hash
 * (https://doi.org/10.1145/362686.362692). A lookup in a set of a million strings waits for memory several times; this
 * table of bits, two bytes for each string, is in a processor's cache or nearly so.
 */
export class Sieve {
  readonly #bits: Uint32Array;
  /** Of a hash, what is a place in the table. */
  readonly #mask: number;

  /** For the strings of a set, or the keys of a map; `undefined` where there are too few to save anything. */
  static of(strings: ReadonlySet<string> | ReadonlyMap<string, unknown>): Sieve | undefined {
    return strings.size < SMALLEST_SET ? undefined : new Sieve(strings.size, strings.keys());
  }

  private constructor(size: number, strings: Iterable<string>) {
    const places = 2 ** Math.ceil(Math.log2(size * PLACES_EACH));
    this.#bits = new Uint32Array(places / 32);
    this.#mask = places - 1;
    for (const text of strings) {
      const place = hashOf(text, 0, text.length) & this.#mask;
      this.#bits[place >>> 5] = this.#wordAt(place) | (1 << (place & 31));
    }
  }

  /** Whether the part of `text` from `start` to `end` may be in the set. `false` is certain. */
  mayHave(text: string, start: number, end: number): boolean {
    const place = hashOf(text, start, end) & this.#mask;
    return (this.#wordAt(place) & (1 << (place & 31))) !== 0;
  }

  #wordAt(place: number): number {
    return this.#bits[place >>> 5] ?? 0;
  }
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), its upper bits folded into those that the mask keeps. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return hash ^ (hash >>> 15);
}
