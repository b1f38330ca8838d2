import type { WalkInit } from "@corsage/browser";
import {
  evidenceOf,
  type Exchange,
  headerText,
  headerValues,
  type Prober,
  variesByOrigin,
} from "./exchange.ts";
import type { Finding } from "./finding.ts";
import { fixFor } from "./fix.ts";
import {
  findCookieDependence,
  findSlashRedirect,
  findSwallowedOptions,
} from "./neighbour-findings.ts";
import type { Stack } from "./stack.ts";

/** An origin that nobody lists. `.invalid` never resolves: RFC 2606. */
export const STRANGER = "https://corsage-probe.invalid";

/** A path that no server has, for a look at its error answers. */
const NOWHERE = "/corsage-probe-no-such-path";

export interface SideContext {
  readonly origin: string;
  readonly init: WalkInit;
  readonly stack: Stack;
  readonly prober: Prober;
  /** Whether the walk's own request was answered. */
  readonly answered: boolean;
}

/** A few safe requests beside the walk, and what is wrong with their answers: ten, to the one URL's host. */
export async function findBesides(url: string, context: SideContext): Promise<readonly Finding[]> {
  const { origin, init, prober } = context;
  const asked = { "access-control-request-method": init.method ?? "GET" };
  const friend = await prober.send("GET", url, { origin });
  const nobody = await prober.send("GET", url, {});
  const stranger = await prober.send("GET", url, { origin: STRANGER });
  const nullOrigin = await prober.send("GET", url, { origin: "null" });
  const asking = await prober.send("OPTIONS", url, { origin, ...asked });
  const strangerAsking = await prober.send("OPTIONS", url, { origin: STRANGER, ...asked });
  const missing = await prober.send("GET", new URL(NOWHERE, url).href, { origin });
  const withCookie = await prober.send("GET", url, { origin, cookie: "corsage-probe=1" });
  const otherSlash = await prober.send("GET", toggleSlash(url), { origin });
  const plainOptions = await prober.send("OPTIONS", url, { origin });
  return [
    ...findReflection(stranger, nullOrigin, context),
    ...findWildcardWithCredentials([friend, asking], context),
    ...findDuplicates([friend, asking]),
    ...findVary([friend, nobody, stranger]),
    ...findSilentErrors(friend, missing, context),
    ...findPreflightFaults(asking, strangerAsking),
    ...findCookieDependence(friend, withCookie),
    ...findSlashRedirect(url, friend, otherSlash),
    ...findSwallowedOptions(plainOptions),
  ];
}

/** The same URL with the slash at its end, or without it. */
function toggleSlash(url: string): string {
  const other = new URL(url);
  other.pathname = other.pathname.endsWith("/")
    ? other.pathname.slice(0, -1)
    : `${other.pathname}/`;
  return other.href;
}

const grants = ({ request, response }: Exchange): boolean => {
  const origin = request.headers.find(([name]) => name === "origin")?.[1];
  return origin !== undefined && headerText(response, "access-control-allow-origin") === origin;
};

const withCredentials = ({ response }: Exchange): boolean =>
  headerText(response, "access-control-allow-credentials") === "true";

function exactPolicy(context: SideContext, credentials: boolean): string {
  const { origin, stack } = context;
  const methods = ["GET", "HEAD", "POST"];
  return fixFor("acao-missing", stack, { origin, methods, headers: ["content-type"], credentials });
}

function findReflection(stranger: Exchange, nullOrigin: Exchange, context: SideContext): Finding[] {
  const findings: Finding[] = [];
  if (grants(stranger)) {
    const cookies = withCredentials(stranger);
    findings.push({
      code: cookies ? "origin-reflected-with-credentials" : "origin-reflected",
      severity: cookies ? "error" : "warning",
      where: "every origin is let in",
      evidence: evidenceOf(stranger),
      why: cookies
        ? "The server repeats whatever origin asks, with credentials: any site can read the user's data and act as the user."
        : "The server repeats whatever origin asks. If everybody may read, it should say * and be cacheable.",
      fix: exactPolicy(context, cookies),
    });
  }
  if (grants(nullOrigin)) {
    const cookies = withCredentials(nullOrigin);
    findings.push({
      code: "null-origin-allowed",
      severity: cookies ? "error" : "warning",
      where: "the origin null is let in",
      evidence: evidenceOf(nullOrigin),
      why: "Sandboxed frames, local files and redirects of any site send Origin: null. Whoever is let in by it is everybody.",
      fix: exactPolicy(context, cookies),
    });
  }
  return findings;
}

function findWildcardWithCredentials(
  exchanges: readonly Exchange[],
  context: SideContext,
): Finding[] {
  const found = exchanges.find(
    (exchange) =>
      headerText(exchange.response, "access-control-allow-origin") === "*" &&
      withCredentials(exchange),
  );
  if (found === undefined) return [];
  return [
    {
      code: "wildcard-with-credentials",
      severity: "error",
      where: "* beside credentials",
      evidence: evidenceOf(found),
      why: "No browser accepts both together, so pages that send cookies are blocked.",
      fix: exactPolicy(context, true),
    },
  ];
}

function findDuplicates(exchanges: readonly Exchange[]): Finding[] {
  const found = exchanges.find(
    ({ response }) => headerValues(response, "access-control-allow-origin").length > 1,
  );
  if (found === undefined) return [];
  return [
    {
      code: "acao-multiple",
      severity: "error",
      where: "two layers set Access-Control-Allow-Origin",
      evidence: evidenceOf(found),
      why: "Browsers reject two lines, even if they are equal.",
      fix: "Let one layer set the headers. In the proxy, remove them: nginx proxy_hide_header Access-Control-Allow-Origin; and its companions.",
    },
  ];
}

/** Answers that differ by origin must say so, the ones that grant nothing included. */
function findVary(exchanges: readonly Exchange[]): Finding[] {
  const granted = exchanges.map(({ response }) =>
    headerText(response, "access-control-allow-origin"),
  );
  if (new Set(granted).size === 1) return [];
  const silent = exchanges.find(({ response }) => !variesByOrigin(response));
  if (silent === undefined) return [];
  const isPartial = exchanges.some(({ response }) => variesByOrigin(response));
  return [
    {
      code: isPartial ? "vary-partial" : "vary-missing",
      severity: "warning",
      where: "Vary: Origin is missing",
      evidence: evidenceOf(silent),
      why: `The answer depends on Origin${isPartial ? ", and only some answers say so" : ", and does not say so"}. A cache then gives one origin's answer to another, and the browser blocks it.`,
      fix: "Vary: Origin on every answer of this URL, also without Origin and when refused",
    },
  ];
}

function findSilentErrors(friend: Exchange, missing: Exchange, context: SideContext): Finding[] {
  const name = "access-control-allow-origin";
  const isGranted = headerText(friend.response, name) !== undefined && friend.response.status < 400;
  if (!isGranted || missing.response.status < 400) return [];
  if (headerText(missing.response, name) !== undefined) return [];
  return [
    {
      code: "error-response-without-cors",
      severity: "warning",
      where: "errors carry no CORS headers",
      evidence: evidenceOf(missing),
      why: "A page cannot tell this error from a CORS failure; its developers will look in the wrong place.",
      fix: exactPolicy(context, withCredentials(friend)),
    },
  ];
}

/** What engines honour at most: Firefox 86400, Chromium 7200, WebKit 600 seconds. */
const LONGEST_MAX_AGE = 86_400;

function findPreflightFaults(asking: Exchange, strangerAsking: Exchange): Finding[] {
  const findings: Finding[] = [];
  const maxAge = headerText(asking.response, "access-control-max-age");
  if (maxAge !== undefined && !(/^\d+$/.test(maxAge) && Number(maxAge) <= LONGEST_MAX_AGE)) {
    findings.push({
      code: "max-age-misjudged",
      severity: "warning",
      where: "Access-Control-Max-Age",
      evidence: evidenceOf(asking),
      why: "No engine honours this value: more than 86400 seconds, or no whole number. Chromium caps it at 7200, WebKit at 600.",
      fix: "Access-Control-Max-Age: 7200",
    });
  }
  const { response } = strangerAsking;
  const isRefused = headerText(response, "access-control-allow-origin") === undefined;
  const lists = [
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-allow-credentials",
  ];
  if (isRefused && lists.some((name) => headerText(response, name) !== undefined)) {
    findings.push({
      code: "lists-disclosed",
      severity: "note",
      where: "a refused origin is told the lists",
      evidence: evidenceOf(strangerAsking),
      why: "Methods and headers are told to whoever asks. It blocks nobody, and helps a stranger to look around.",
    });
  }
  return findings;
}
