import type { CorsHandle, Decision, RouteCors } from "@corsage/core";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route's own policy, whole: see {@link RouteCors}. The route option `cors` means the same. */
    cors?: RouteCors | undefined;
  }
  interface RouteShorthandOptions {
    /**
     * The route's own policy, whole: options, a Policy or a name. `false`: no other origin may use the route. `'skip'`:
     * untouched, the route answers for itself. `{ policy, enforce }` changes enforcement alone.
     */
    cors?: RouteCors | undefined;
  }
  interface FastifyInstance {
    /** The policies in force in this scope. */
    readonly cors: CorsHandle;
  }
  interface FastifyRequest {
    /**
     * What the policy decided about this request.
     * @throws Error on a route with `cors: 'skip'` or outside every scope with a policy: nothing was decided.
     */
    readonly cors: Decision;
  }
}
