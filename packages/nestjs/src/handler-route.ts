import type { VERSION_NEUTRAL } from "@nestjs/common";
import type { Named } from "./nest-metadata.ts";

export type Version = string | typeof VERSION_NEUTRAL | (string | typeof VERSION_NEUTRAL)[];

/** One handler at one path, as Nest registers it with the platform's router. */
export interface HandlerRoute {
  readonly controller: Named;
  /** The function that an execution context shows. */
  readonly handler: Named;
  /** `CatsController.find`, for people. */
  readonly name: string;
  /** `GET`, or `ALL`. */
  readonly method: string;
  /** As the platform's router takes it. */
  readonly url: string;
  /** `undefined`: any host. */
  readonly hosts: readonly RegExp[] | undefined;
  /** The version told by header, media type or custom extractor; `undefined` where none is, or where the URL tells. */
  readonly version: Version | undefined;
}

/** What decides between handlers of one path. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  /** The field value of Host or `:authority`. */
  readonly host: string | undefined;
  /** As the platform tells it: where it trusts a proxy, the proxy's. */
  readonly hostname: string;
  readonly version: unknown;
}
