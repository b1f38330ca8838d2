import { evidenceOf, headerText, type Prober } from "./exchange.ts";
import type { Finding, Report } from "./finding.ts";
import { STRANGER } from "./side-findings.ts";

/** An origin to try, and what being let in by it means. */
interface Attempt {
  readonly code: string;
  readonly title: string;
  readonly origin: string;
  readonly why: string;
}

/** Origins that no list for `url` should hold. Names end in `.invalid` or are made of the host's own. */
function attemptsOn(url: URL): readonly Attempt[] {
  const { hostname, protocol, port } = url;
  const other = protocol === "https:" ? "http:" : "https:";
  const suffix = port === "" ? "" : `:${port}`;
  return [
    { code: "scan-reflection", title: "any origin", origin: STRANGER, why: "Any site is let in." },
    {
      code: "scan-null",
      title: "the origin null",
      origin: "null",
      why: "Sandboxed frames of any site are let in.",
    },
    {
      code: "scan-prefix",
      title: "a host that starts like this one",
      origin: `${protocol}//${hostname}.corsage-probe.invalid`,
      why: "The start of the host is compared, not the whole: anybody can register such a name.",
    },
    {
      code: "scan-suffix",
      title: "a host that ends like this one",
      origin: `${protocol}//corsage-probe${hostname}`,
      why: "The end of the host is compared without the dot in front: anybody can register such a name.",
    },
    {
      code: "scan-dot",
      title: "a host with a dot replaced",
      origin: `${protocol}//${hostname.replace(/\.(?=[^.]+\.[^.]+$)/, "x")}${suffix}`,
      why: "A dot in a pattern is not escaped and stands for any character.",
    },
    {
      code: "scan-subdomain",
      title: "any sub-domain",
      origin: `${protocol}//corsage-probe.${hostname}${suffix}`,
      why: "Every sub-domain is let in: one that is taken over reads for all.",
    },
    {
      code: "scan-scheme",
      title: "the other scheme",
      origin: `${other}//${hostname}`,
      why: "The scheme is not compared: whoever is on the network path can serve the http page.",
    },
    {
      code: "scan-port",
      title: "any port",
      origin: `${protocol}//${hostname}:6666`,
      why: "The port is not compared: another service of this host is let in.",
    },
    {
      code: "scan-special",
      title: "special characters",
      origin: `${protocol}//${hostname}_.corsage-probe.invalid`,
      why: "A pattern stops at a character that browsers allow in hosts.",
    },
    {
      code: "scan-third-party",
      title: "a host of everybody's",
      origin: "https://corsage-probe.github.io",
      why: "A hosting service where anybody gets a name is let in.",
    },
  ];
}

/**
 * The security probes alone: ten safe requests to one URL, one after the other. Redirects are not followed, so no other
 * host is ever asked.
 * @throws UnreachableError if the server does not answer.
 */
export async function scan(target: string, prober: Prober): Promise<Report> {
  const url = new URL(target);
  const findings: Finding[] = [];
  const attempts = attemptsOn(url).filter(({ origin }) => origin !== url.origin);
  for (const attempt of attempts) {
    // One after the other, with the prober's pause: this is somebody's server.
    // oxlint-disable-next-line no-await-in-loop
    const exchange = await prober.send("GET", url.href, { origin: attempt.origin });
    const granted = headerText(exchange.response, "access-control-allow-origin") === attempt.origin;
    if (granted) findings.push(findingOf(attempt, evidenceOf(exchange)));
    if (granted && attempt.code === "scan-reflection") break; // the others can only repeat it
  }
  return {
    schema: 1,
    command: "scan",
    subject: target,
    summary:
      findings.length === 0
        ? `None of ${attempts.length} foreign origins is let in.`
        : "Foreign origins are let in.",
    details: [],
    findings,
  };
}

function findingOf({ code, title, why }: Attempt, evidence: readonly string[]): Finding {
  const cookies = evidence.some((line) => /^< access-control-allow-credentials: true$/i.test(line));
  return {
    code,
    severity: cookies ? "error" : "warning",
    where: `${title} is let in`,
    evidence,
    why: cookies ? `${why} With credentials, it acts as the user.` : why,
    fix: `List exact origins, or use a pattern for whole labels: "https://*.example.com"`,
  };
}
