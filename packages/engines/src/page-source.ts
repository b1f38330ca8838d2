/**
 * The source that runs `page` in a page and gives `[result]` as JSON text. Text, because the engines disagree on
 * how to hand over a value; in an array, because `undefined` alone has no JSON.
 */
export function pageSource<T, A>(page: string | ((argument: A) => T), argument?: A): string {
  const expression =
    typeof page === "string"
      ? `(${page})`
      : `(${page.toString()})(${JSON.stringify(argument) ?? "undefined"})`;
  return `(async () => JSON.stringify([await ${expression}]))()`;
}

/** Milliseconds a page may work on one evaluation: a batch of thousands on a busy machine. */
export const pageTimeout = 600_000;

/** The result in what {@link pageSource} gave. That it is a `T` is the caller's word. */
export function pageResult<T>(json: string): T {
  const [result]: [T] = JSON.parse(json);
  return result;
}
