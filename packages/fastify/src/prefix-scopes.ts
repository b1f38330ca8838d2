import type { FastifyInstance } from "fastify";
import { RouteRouter, type RouterOptions } from "./route-router.ts";
import type { Scope } from "./scope.ts";

const NOTHING_DERIVED = { host: undefined, version: undefined };

/** Scopes by their prefix, for paths that nobody routed: Fastify runs those in the context of an outer 404 handler. */
export class PrefixScopes {
  readonly #router: RouteRouter<{ scope: Scope | undefined }>;

  constructor(scopes: readonly Scope[], options: RouterOptions) {
    this.#router = new RouteRouter(options);
    for (const scope of scopes) this.#add(scope);
  }

  /** The scope nearest to a path, from `around` inwards. */
  nearest(around: Scope | undefined, url: string): Scope | undefined {
    const found = this.#router.find(url, NOTHING_DERIVED)?.scope;
    return found !== undefined && isWithin(found.instance, around?.instance) ? found : around;
  }

  #add(scope: Scope): void {
    const prefix = scope.instance.prefix.replace(/\/$/, "");
    if (prefix === "") return;
    for (const url of [prefix, `${prefix}/*`]) {
      const standing = this.#router.at(url, {});
      if (standing === undefined) this.#router.add(url, {}, { scope });
      // Two scopes share a prefix: a path below it is nearest to neither, unless one stands within the other.
      else if (!isWithin(scope.instance, standing.scope?.instance)) standing.scope = undefined;
    }
  }
}

/** Encapsulated instances have the one they were created in as prototype. */
function isWithin(inner: FastifyInstance, outer: FastifyInstance | undefined): boolean {
  return (
    outer === undefined || inner === outer || Object.prototype.isPrototypeOf.call(outer, inner)
  );
}
