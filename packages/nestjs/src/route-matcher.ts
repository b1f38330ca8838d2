import type { Asked, HandlerRoute } from "./handler-route.ts";

/** A copy of a platform's router that can be asked what would run, without running it. */
export interface RouteMatcher {
  /** `undefined`: no handler of Nest's; the router's own routes, a plugin's, or a 404. */
  find(asked: Asked): HandlerRoute | undefined;
  /** Where the copy and the real router differ, in sentences. Empty unless Nest itself changed. */
  compare(): readonly string[];
}
