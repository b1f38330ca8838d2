import { MAX_ORIGIN_LENGTH } from "./origin-syntax.ts";
import { Sieve } from "./sieve.ts";

/**
 * Literal origins. A string that has just been read has no hash yet, and making one costs more than all the rest of a
 * refusal; the table of the lengths in use spares it most strangers, and every long one.
 */
export class ExactOrigins {
  readonly #origins = new Set<string>();
  readonly #lengths = new Uint8Array(MAX_ORIGIN_LENGTH + 1);
  #sieve: Sieve | undefined;

  add(origin: string): void {
    this.#origins.add(origin);
    this.#lengths[origin.length] = 1;
    this.#sieve = undefined; // it knows nothing of this one
  }

  /** To be called when all have been added: lookups are quicker then where there are many. */
  complete(): void {
    this.#sieve = Sieve.of(this.#origins);
  }

  has(origin: string): boolean {
    const { length } = origin;
    if (this.#lengths[length] !== 1) return false;
    if (this.#sieve !== undefined && !this.#sieve.mayHave(origin, 0, length)) return false;
    return this.#origins.has(origin);
  }

  values(): Iterable<string> {
    return this.#origins;
  }
}
