import { getDomain } from "tldts";
import { STRANGER } from "./surroundings.ts";

/** An origin to try, and what being let in by it means. */
export interface Attempt {
  readonly code: string;
  readonly title: string;
  readonly origin: string;
  readonly why: string;
  /** Whether somebody may have meant it: then it is worth a warning, and no error. */
  readonly mayBeMeant?: true;
}

const bypass = (title: string, origin: string, why: string): Attempt => ({
  code: "origin-pattern-bypass",
  title,
  origin,
  why: `${why} Anybody can register such a name.`,
});

/** Characters that browsers let stand in a host, and at which a pattern may stop: https://url.spec.whatwg.org/#forbidden-host-code-point */
const SPECIAL = ["_", "!", "}"];

/** Services where anybody gets a host of their own for nothing. */
const THIRD_PARTIES = ["github.io", "vercel.app", "netlify.app", "pages.dev"];

/**
 * Origins that no list should hold which holds `listed`. Names end in `.invalid`, or are made of the host's own, or
 * are a hosting service's. Nothing is ever sent to them: they stand in the header `Origin` alone.
 */
export function foreignOrigins(listed: URL): readonly Attempt[] {
  const { hostname, protocol, port } = listed;
  const domain = getDomain(hostname, { allowPrivateDomains: true });
  const suffix = port === "" ? "" : `:${port}`;
  const other = protocol === "https:" ? "http:" : "https:";
  const attempts: readonly Attempt[] = [
    {
      code: "origin-reflected",
      title: "any origin",
      origin: STRANGER,
      why: "The server repeats whatever origin asks.",
    },
    {
      code: "null-origin-allowed",
      title: "the origin null",
      origin: "null",
      why: "Sandboxed frames, local files and redirects of any site send Origin: null.",
    },
    bypass(
      "a host that starts like a listed one",
      `${protocol}//${hostname}.corsage-probe.invalid`,
      "The start of the host is compared, not the whole.",
    ),
    bypass(
      "a host that ends like a listed one",
      // Put before the registrable name: before a longer one it might be a sub-domain of somebody's own.
      `${protocol}//corsage-probe${domain ?? hostname}${suffix}`,
      "The end of the host is compared without the dot in front.",
    ),
    ...(domain === null || domain === hostname
      ? []
      : [
          bypass(
            "a host with a dot replaced",
            `${protocol}//${hostname.slice(0, -domain.length - 1)}x${domain}${suffix}`,
            "A dot in a pattern is not escaped and stands for any character.",
          ),
        ]),
    ...SPECIAL.map((character) =>
      bypass(
        `a host that goes on after "${character}"`,
        `${protocol}//${hostname}${character}.corsage-probe.invalid`,
        "A pattern stops at a character that browsers allow in hosts.",
      ),
    ),
    {
      code: "subdomain-trusted",
      title: "any sub-domain",
      origin: `${protocol}//corsage-probe.${domain ?? hostname}${suffix}`,
      why: "One sub-domain that is taken over, or that runs somebody else's scripts, reads for all.",
      mayBeMeant: true,
    },
    {
      code: "scheme-not-compared",
      title: "the other scheme",
      origin: `${other}//${hostname}${suffix}`,
      why: "Whoever is on the network path can serve the http page.",
    },
    {
      code: "port-not-compared",
      title: "any port",
      origin: `${protocol}//${hostname}:6666`,
      why: "Another service of this host is let in.",
    },
    ...THIRD_PARTIES.map((service) => ({
      code: "third-party-trusted",
      title: `any site on ${service}`,
      origin: `https://corsage-probe.${service}`,
      why: "Anybody gets a name there.",
    })),
  ];
  return attempts.filter(({ origin }) => origin !== listed.origin);
}
