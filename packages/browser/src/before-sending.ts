import { behaviours, type Engine } from "./engine.ts";
import type { Fault } from "./failure.ts";
import { currentUrl, hrefOf, type Journey, type Page } from "./journey.ts";
import { isLocalNetwork, isLoopback, isTrustworthy } from "./page-origin.ts";

const fault = (id: Fault["id"], value: string): Fault => ({ id, stage: "request", value });

const schemes = {
  websocket: ["ws:", "wss:"],
  navigate: ["http:", "https:"],
  cors: ["http:", "https:"],
  "no-cors": ["http:", "https:"],
  "same-origin": ["http:", "https:"],
} as const satisfies Readonly<Record<Journey["call"]["mode"], readonly string[]>>;

/** Whether the URL belongs to the page; an opaque origin owns nothing. */
export const isSameOrigin = (page: Page, url: URL): boolean =>
  page.origin !== "null" && url.origin === page.origin;

/** https://w3c.github.io/webappsec-mixed-content/#should-block-fetch; navigations are not its business. */
function mixedContentFaults(journey: Journey, engine: Engine): readonly Fault[] {
  const url = currentUrl(journey);
  const secure =
    isTrustworthy(url) && (url.protocol !== "http:" || behaviours[engine].loopbackIsSecure);
  const insecure = url.protocol === "http:" || url.protocol === "ws:";
  return journey.page.origin.startsWith("https:") &&
    journey.call.mode !== "navigate" &&
    insecure &&
    !secure
    ? [fault("mixed-content", hrefOf(url))]
    : [];
}

/** Address spaces from outside in: https://wicg.github.io/local-network-access/ */
const spaces = ["public", "local", "loopback"] as const;

function spaceOf({ hostname }: URL): (typeof spaces)[number] {
  if (isLoopback(hostname)) return "loopback";
  return isLocalNetwork(hostname) ? "local" : "public";
}

/** https://w3c.github.io/webappsec-secure-contexts/: by TLS, or from this machine. */
const isSecureContext = ({ origin }: Page): boolean =>
  URL.canParse(origin) && isTrustworthy(new URL(origin));

/** Local Network Access, a permission of the user's: no header can grant it. Chromium alone enforces it. */
export function localNetworkFault({ page, urls }: Journey): Fault | undefined {
  const url = urls.at(-1);
  if (page.addressSpace === undefined || url === undefined) return undefined;
  const space = spaceOf(url);
  if (spaces.indexOf(space) <= spaces.indexOf(page.addressSpace)) return undefined;
  if (!isSecureContext(page)) return fault("local-network-insecure", space);
  return page.localNetworkPermission ? undefined : fault("local-network-permission", space);
}

/** Whatever stops the request where it is, without a byte sent. */
export function faultsBeforeSending(journey: Journey, engine: Engine): readonly Fault[] {
  const { page, call } = journey;
  const url = currentUrl(journey);
  if (!schemes[call.mode].some((scheme) => scheme === url.protocol)) {
    return [fault("scheme", url.protocol.slice(0, -1))];
  }
  if (call.mode === "same-origin" && !isSameOrigin(page, url)) {
    return [fault("same-origin-mode", url.origin)];
  }
  const local = engine === "chromium" ? localNetworkFault(journey) : undefined;
  return [...mixedContentFaults(journey, engine), ...(local === undefined ? [] : [local])];
}
