import type { AbstractHttpAdapter } from "@nestjs/core";

/** What both adapters call before everything else: `(request, response, next)`, or Fastify's `(request, reply, done)`. */
type RequestHook = (request: object, response: object, next: Next) => unknown;
type Next = (error?: Error) => void;

/**
 * Makes `hook` the first to see a request. The adapters have one place for such a hook, and tools for tracing use it
 * too: whoever comes later, and whoever came before, runs after this one instead of losing the place.
 *
 * `adapter.use()` would be too late on Fastify, where hooks that a `main.ts` adds run before middleware.
 */
export function installRequestHook(adapter: AbstractHttpAdapter, hook: RequestHook): void {
  let behind = asHook(Reflect.get(adapter, "onRequestHook")); // private, but one set before must not be lost silently
  adapter.setOnRequestHook((request: object, response: object, next: Next) => {
    const rest = behind;
    if (rest === undefined) {
      hook(request, response, next);
      return;
    }
    hook(request, response, (error) => {
      if (error === undefined) rest.call(adapter, request, response, next);
      else next(error);
    });
  });
  adapter.setOnRequestHook = (later) => {
    behind = asHook(later);
  };
}

function asHook(value: unknown): RequestHook | undefined {
  return isHook(value) ? value : undefined;
}

function isHook(value: unknown): value is RequestHook {
  return typeof value === "function";
}
