import type { VisibleResponse } from "./trace.ts";

const bodiless = new Set([204, 205, 304]);

/**
 * The answer as a script holds it. `Response`'s constructor cannot say `opaque`, status 0 or a URL, so these are
 * defined on the object; `clone()` loses them.
 */
export function pageResponse(visible: VisibleResponse): Response {
  const { status } = visible;
  const shown = status >= 200 && status <= 599;
  const body = bodiless.has(status) || !shown ? null : (visible.body ?? null);
  const response = new Response(body, {
    status: shown ? status : 200,
    statusText: visible.statusText,
    headers: visible.headers.map(([name, value]): [string, string] => [name, value]),
  });
  const seen = {
    type: visible.type,
    url: visible.url,
    redirected: visible.redirected,
    status,
    ok: status >= 200 && status <= 299,
  };
  for (const [name, value] of Object.entries(seen)) {
    Object.defineProperty(response, name, { value, enumerable: true });
  }
  return response;
}
