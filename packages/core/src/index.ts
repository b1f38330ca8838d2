export type { Decision } from "./decision.ts";
export type { PolicyOptions } from "./options.ts";
export type { CorsRequest } from "./request.ts";
