import type { PolicyOptions } from "./options.ts";
import type { ParsedOptions } from "./policy-options.ts";

/** Parsed options as a user would write them: every default filled in, every list without duplicates. */
export function canonicalOptions(parsed: ParsedOptions): Readonly<PolicyOptions> {
  const { origin, exposedHeaders, acceptFrom, dangerously } = parsed;
  const fields = {
    methods: parsed.methods,
    allowedHeaders: parsed.allowedHeaders,
    maxAge: parsed.maxAge,
    enforce: parsed.enforce,
    originTimeout: parsed.originTimeout,
    ...(acceptFrom === undefined ? {} : { acceptFrom: acceptFrom.canonical }),
    ...(Object.keys(dangerously).length === 0 ? {} : { dangerously }),
  };
  // The two exclusions restate what the checks have established, in a form the compiler can follow.
  return parsed.credentials && origin !== "*" && exposedHeaders !== "*"
    ? Object.freeze({ origin: origin.canonical, credentials: true, exposedHeaders, ...fields })
    : Object.freeze({
        origin: origin === "*" ? origin : origin.canonical,
        credentials: false,
        exposedHeaders,
        ...fields,
      });
}
