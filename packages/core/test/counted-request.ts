import type { CorsRequest } from "../src/index.ts";

/** The request, and how often each of its fields has been read. */
export function countReads(request: CorsRequest): {
  readonly counted: CorsRequest;
  readonly reads: ReadonlyMap<PropertyKey, number>;
} {
  const reads = new Map<PropertyKey, number>();
  const counted = new Proxy(request, {
    get(target, field) {
      reads.set(field, (reads.get(field) ?? 0) + 1);
      return Reflect.get(target, field);
    },
  });
  return { counted, reads };
}
