import type { CorsRequest } from "@corsage/core";
import { UsageError } from "./usage-error.ts";

/**
 * Parses what `--request` takes: `METHOD origin [requested-method [header,header]]`.
 *
 * ```
 * GET https://app.example.com
 * OPTIONS https://app.example.com PUT content-type,x-request-id
 * POST -                                  // without Origin
 * ```
 * @throws UsageError if a part is missing.
 */
export function parseRequestLine(line: string): CorsRequest {
  const [method, origin, requestMethod, requestHeaders, more] = line.trim().split(/\s+/);
  if (method === undefined || origin === undefined || more !== undefined) {
    throw new UsageError(
      `--request ${JSON.stringify(line)}: write "METHOD origin", or "OPTIONS origin METHOD headers" for a preflight.`,
    );
  }
  return {
    method,
    origin: origin === "-" ? undefined : origin,
    requestMethod,
    requestHeaders,
  };
}
