import type { RouteCors } from "@corsage/core";
import { type CustomDecorator, SetMetadata } from "@nestjs/common";
import { CORS_METADATA, type CorsMetadata } from "./cors-metadata.ts";

/**
 * The policy of a handler, or of every handler of a controller. The nearest applies whole: handler, controller,
 * module. Without an argument it is the module's again.
 *
 * ```ts
 * @Cors("partners")                                                    // by name, so that it can be replaced
 * @Cors({ origin: ["https://admin.example.com"], credentials: true })
 * @Cors({ policy: "partners", enforce: "off" })                        // another enforcement, the rest alike
 * @Cors({ origin: "*", credentials: true })                            // prohibited, at compile time
 * ```
 */
export function Cors(policy?: RouteCors): CustomDecorator {
  return decorate({ cors: policy });
}

/** No other origin may use it. */
export function NoCors(): CustomDecorator {
  return decorate({ cors: false });
}

/** Untouched: no header is added or removed, nothing refused. It answers for itself, preflights included. */
export function SkipCors(): CustomDecorator {
  return decorate({ cors: "skip" });
}

function decorate(metadata: CorsMetadata): CustomDecorator {
  return SetMetadata(CORS_METADATA, metadata);
}
