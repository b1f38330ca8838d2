import type { RouteCors } from "@corsage/core";

/** Where this package's decorators leave what they were told. */
export const CORS_METADATA = "corsage:cors";

/** What a decorator says. `undefined`: the module's policy again. */
export interface CorsMetadata {
  readonly cors: RouteCors | undefined;
}

/** What the decorators of one handler or class say; a class inherits from the class it extends. */
export function readCorsMetadata(target: object): CorsMetadata | undefined {
  const found: unknown = Reflect.getMetadata(CORS_METADATA, target);
  return isCorsMetadata(found) ? found : undefined;
}

function isCorsMetadata(value: unknown): value is CorsMetadata {
  return typeof value === "object" && value !== null && "cors" in value;
}
