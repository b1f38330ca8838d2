import type { FastifyInstance } from "fastify";
import type { RouteRecord } from "./route-record.ts";

/**
 * Where a route stands that was declared as `/` under a prefix: Fastify announces `/prefix` and then adds `/prefix/` too,
 * unless it was told not to.
 */
export class PrefixRoots {
  readonly #root: FastifyInstance;
  readonly #announcedWithSlash: ReadonlySet<string>;

  constructor(root: FastifyInstance, records: readonly RouteRecord[]) {
    this.#root = root;
    this.#announcedWithSlash = new Set(
      records
        .filter(({ url }) => url.endsWith("/"))
        .flatMap((record) => record.methods.map((method) => keyOf(method, record.url, record))),
    );
  }

  urlsOf(record: RouteRecord): readonly string[] {
    const { methods, url, prefix, routePath, constraints, slashless } = record;
    const [method] = methods;
    if (prefix === "" || routePath !== "" || slashless || method === undefined) return [url];
    const twin = `${url}/`;
    const isOwn =
      !this.#announcedWithSlash.has(keyOf(method, twin, record)) &&
      this.#root.hasRoute({ method, url: twin, constraints });
    return isOwn ? [url, twin] : [url];
  }
}

function keyOf(method: string, url: string, { constraints }: RouteRecord): string {
  const values = Object.entries(constraints).map(([name, value]) => `${name} ${String(value)}`);
  return [method, url, ...values].join("\n");
}
