import { MAX_ORIGIN_LENGTH } from "./origin-syntax.ts";

/**
 * Literal origins. A string that has just been read has no hash yet, and making one costs more than all the rest of a
 * refusal; the table of the lengths in use spares it most strangers, and every long one.
 */
export class ExactOrigins {
  readonly #origins = new Set<string>();
  readonly #lengths = new Uint8Array(MAX_ORIGIN_LENGTH + 1);

  add(origin: string): void {
    this.#origins.add(origin);
    this.#lengths[origin.length] = 1;
  }

  has(origin: string): boolean {
    return this.#lengths[origin.length] === 1 && this.#origins.has(origin);
  }

  values(): Iterable<string> {
    return this.#origins;
  }
}
