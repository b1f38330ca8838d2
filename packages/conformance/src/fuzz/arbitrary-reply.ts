import fc from "fast-check";
import type { Reply } from "../row.ts";
import { ownPort } from "../origins.ts";

type Headers = NonNullable<Reply["headers"]>;

/** What a handler sends beside its body; some of it only because nobody told it not to. */
const lines = [
  ["x-total", "5"],
  ["x-request-id", "17"],
  ["etag", '"v1"'],
  ["cache-control", "no-store"],
  ["content-language", "de"],
  ["accept", "text/plain"],
  ["link", "</next>; rel=next"],
  ["set-cookie", "a=1"],
  ["*", "star"],
  ["vary", "accept-encoding"],
  ["access-control-allow-origin", "*"],
  ["access-control-allow-credentials", "true"],
] as const satisfies readonly (readonly [name: string, value: string])[];

const headers: fc.Arbitrary<Headers> = fc
  .subarray([...lines], { maxLength: 4 })
  .map((chosen): Headers => Object.fromEntries(chosen));

/** Every reply that leads nowhere else. */
export const arbitraryReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    status: fc.constantFrom(200, 201, 400, 401, 403, 404, 500, 503),
    headers,
  }),
  fc.record({ as: fc.constant("empty" as const), status: fc.constant(204), headers }),
  fc.record({ as: fc.constant("throw" as const) }),
);

/** Every redirect, to another origin or to another path of the same. */
export const arbitraryRedirect: fc.Arbitrary<Reply> = fc.record({
  as: fc.constant("redirect" as const),
  status: fc.constantFrom(307, 301, 302, 303, 308),
  location: fc.constantFrom("/target", `http://second.localhost:${ownPort}/target`),
  headers,
});
