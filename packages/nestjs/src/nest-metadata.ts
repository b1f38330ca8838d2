/**
 * Where Nest's own decorators leave what they were told. Nest 11 exports these names from `@nestjs/common/constants`,
 * Nest 12 from `@nestjs/common/internal`; the values are the same in both. The route table is compared with the real
 * router at start-up, so a change would be noticed.
 */
export const NEST_METADATA = {
  path: "path",
  method: "method",
  host: "host",
  version: "__version__",
  modulePath: "__module_path__",
} as const;

/** A class or a handler, as far as its identity and its name matter. */
export interface Named {
  readonly name: string;
}

/** A function with metadata: a handler or a class. */
export type Callable = (...given: never[]) => unknown;

export function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}
