import { joinedLines, type HeaderLine } from "./header-lines.ts";
import {
  currentUrl,
  headersWithAccept,
  hrefOf,
  listedNames,
  preflightOrigin,
  requestOrigin,
  withCredentials,
  type Journey,
} from "./journey.ts";
import { fetchSite, isTrustworthy } from "./page-origin.ts";

/** https://fetch.spec.whatwg.org/#append-a-request-origin-header; `undefined`: no such line. */
function originLine(journey: Journey): string | undefined {
  const { call, page } = journey;
  if (journey.tainting === "cors" || call.mode === "websocket") return requestOrigin(journey);
  if (journey.method === "GET" || journey.method === "HEAD") return undefined;
  if (call.mode === "cors") return requestOrigin(journey);
  const url = currentUrl(journey);
  const hidden = {
    "no-referrer": true,
    "same-origin": url.origin !== page.origin,
    "strict-origin-when-cross-origin":
      page.origin.startsWith("https:") && url.protocol !== "https:",
  }[call.referrerPolicy];
  return hidden ? "null" : requestOrigin(journey);
}

/** https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
function refererLine({ page, call, urls }: Journey): string | undefined {
  const url = urls.at(-1);
  if (url === undefined || page.origin === "null" || call.referrerPolicy === "no-referrer") {
    return undefined;
  }
  if (url.origin === page.origin) return page.url;
  if (call.referrerPolicy === "same-origin") return undefined;
  return page.origin.startsWith("https:") && !isTrustworthy(url) ? undefined : `${page.origin}/`;
}

const destinations = {
  navigate: "document",
  websocket: "websocket",
  cors: "empty",
  "no-cors": "empty",
  "same-origin": "empty",
} as const;

/** https://www.w3.org/TR/fetch-metadata/: only to servers nobody can listen in on. */
function fetchMetadata(journey: Journey, mode: Journey["call"]["mode"]): readonly HeaderLine[] {
  const { page, urls, behaviour } = journey;
  const moved = urls.some((url) => url.origin !== urls[0]?.origin);
  if (!isTrustworthy(currentUrl(journey)) || (moved && !behaviour.fetchMetadataAfterRedirect)) {
    return [];
  }
  return [
    ["sec-fetch-site", fetchSite(page.origin, urls)],
    ["sec-fetch-mode", mode],
    ["sec-fetch-dest", destinations[mode]],
  ];
}

const present = (name: string, value: string | undefined): readonly HeaderLine[] =>
  value === undefined ? [] : [[name, value]];

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch-0: no cookies, no authorization, no header of the page. */
export function preflightHeaders(journey: Journey): readonly HeaderLine[] {
  const names = listedNames(journey);
  return [
    ["accept", "*/*"],
    ["access-control-request-method", journey.method],
    // Comma without a space, and no line at all when there is nothing to ask.
    ...present("access-control-request-headers", names.length === 0 ? undefined : names.join(",")),
    ["origin", preflightOrigin(journey)],
    ...present("referer", refererLine(journey)),
    ...fetchMetadata(journey, "cors"),
  ];
}

function handshakeHeaders(): readonly HeaderLine[] {
  return [
    ["connection", "Upgrade"],
    ["upgrade", "websocket"],
    ["sec-websocket-version", "13"],
    // Any 16 bytes do; the model never checks the echo. https://www.rfc-editor.org/rfc/rfc6455#section-4.1
    ["sec-websocket-key", "Y29yc2FnZS1icm93c2VyLg=="],
  ];
}

/** Of several content types Firefox sends the last; the first, where it hands over a body with it. */
function sentLines(journey: Journey): readonly HeaderLine[] {
  const lines = headersWithAccept(journey);
  if (journey.behaviour.joinsContentTypes) return lines;
  const isType = ([name]: HeaderLine): boolean => name.toLowerCase() === "content-type";
  const handsOver = journey.body !== undefined && journey.urls.length === 1;
  const sent = handsOver ? lines.find(isType) : lines.findLast(isType);
  return lines.filter((line) => !isType(line) || line === sent);
}

/** What the request itself carries. */
export function actualHeaders(journey: Journey): readonly HeaderLine[] {
  const { call, page } = journey;
  const carriesCookies =
    withCredentials(journey) ||
    (call.credentials === "same-origin" && journey.tainting === "basic");
  const cookies = carriesCookies ? page.cookies(hrefOf(currentUrl(journey))) : undefined;
  return [
    ...(call.mode === "websocket" ? handshakeHeaders() : []),
    ...joinedLines(sentLines(journey), journey.behaviour),
    ...present("origin", originLine(journey)),
    ...present("referer", refererLine(journey)),
    ...fetchMetadata(journey, call.mode),
    ...present("cookie", cookies),
  ];
}
