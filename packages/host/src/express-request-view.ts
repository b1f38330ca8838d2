import { type Application, type RawRequest, RequestView } from "./request-view.ts";

/** What Express adds to a request, as far as it is read here; Express 4 and 5 alike. */
interface ExpressRequest {
  readonly app?: Partial<Application> & { get?(setting: "trust proxy fn"): unknown };
}

/**
 * A request in an Express application, or in none: the host is the one that a trusted proxy forwards, as the setting
 * `trust proxy` has it. `req.host` itself is read by Express 5 only; Express 4 drops the port.
 * https://expressjs.com/en/guide/behind-proxies.html
 */
export class ExpressRequestView extends RequestView {
  override get application(): Application | undefined {
    return applicationOf(this.raw);
  }

  override get host(): string | undefined {
    return forwardedHost(this.raw) ?? super.host;
  }
}

function applicationOf({ app }: RawRequest & ExpressRequest): Application | undefined {
  return isExtensible(app) ? app : undefined;
}

function isExtensible(app: Partial<Application> | undefined): app is Application {
  return typeof app?.response?.writeHead === "function";
}

function forwardedHost(raw: RawRequest & ExpressRequest): string | undefined {
  const forwarded = raw.headers["x-forwarded-host"];
  if (typeof forwarded !== "string") return undefined;
  const isTrusted = raw.app?.get?.("trust proxy fn");
  if (typeof isTrusted !== "function") return undefined;
  if (isTrusted(raw.socket.remoteAddress, 0) !== true) return undefined;
  return forwarded.split(",", 1)[0]?.trim(); // the proxy nearest to the browser, as Express has it
}
