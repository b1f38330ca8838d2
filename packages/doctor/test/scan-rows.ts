/** An origin that the servers below mean to let in. */
export const listed = "https://app.example.com";
const dotted = String.raw`^https://app\.example\.com`;

/** A server that compares origins carelessly, and whom it lets in. */
export interface ScanRow {
  title: string;
  isAllowed: (origin: string) => boolean;
  /** Code and origin of each finding. */
  found: readonly string[];
}

export const matching = (source: string) => (origin: string) => new RegExp(source).test(origin);

export const scanRows: readonly ScanRow[] = [
  { title: "nobody but the listed one", isAllowed: (origin) => origin === listed, found: [] },
  {
    title: "everybody, and then stops at once",
    isAllowed: () => true,
    found: ["origin-reflected https://corsage-probe.invalid"],
  },
  {
    title: "null",
    isAllowed: (origin) => origin === "null",
    found: ["null-origin-allowed null"],
  },
  {
    title: "whoever starts like the listed one",
    isAllowed: (origin) => origin.startsWith(listed),
    found: [
      "origin-pattern-bypass https://app.example.com.corsage-probe.invalid",
      "origin-pattern-bypass https://app.example.com_.corsage-probe.invalid",
      "origin-pattern-bypass https://app.example.com!.corsage-probe.invalid",
      "origin-pattern-bypass https://app.example.com}.corsage-probe.invalid",
      "port-not-compared https://app.example.com:6666",
    ],
  },
  {
    title: "whoever ends like the listed one",
    isAllowed: (origin) => origin.startsWith("https:") && origin.endsWith("example.com"),
    found: [
      "origin-pattern-bypass https://corsage-probeexample.com",
      "origin-pattern-bypass https://appxexample.com",
      "subdomain-trusted https://corsage-probe.example.com",
    ],
  },
  {
    title: "a dot that stands for any character",
    isAllowed: matching(String.raw`^https://app.example\.com$`),
    found: ["origin-pattern-bypass https://appxexample.com"],
  },
  {
    title: "a pattern that stops at what is no letter",
    isAllowed: matching(`${dotted}(?:$|[^a-z.:_-])`),
    found: [
      "origin-pattern-bypass https://app.example.com!.corsage-probe.invalid",
      "origin-pattern-bypass https://app.example.com}.corsage-probe.invalid",
    ],
  },
  {
    title: "an underscore",
    isAllowed: matching(`${dotted}(?:$|_)`),
    found: ["origin-pattern-bypass https://app.example.com_.corsage-probe.invalid"],
  },
  {
    title: "every sub-domain",
    isAllowed: matching(String.raw`^https://[a-z-]+\.example\.com$`),
    found: ["subdomain-trusted https://corsage-probe.example.com"],
  },
  {
    title: "both schemes",
    isAllowed: matching(String.raw`^https?://app\.example\.com$`),
    found: ["scheme-not-compared http://app.example.com"],
  },
  {
    title: "every port",
    isAllowed: matching(String.raw`^https://app\.example\.com(?::\d+)?$`),
    found: ["port-not-compared https://app.example.com:6666"],
  },
  {
    title: "hosting services",
    isAllowed: matching(String.raw`\.(?:github\.io|vercel\.app|netlify\.app|pages\.dev)$`),
    found: [
      "third-party-trusted https://corsage-probe.github.io",
      "third-party-trusted https://corsage-probe.vercel.app",
      "third-party-trusted https://corsage-probe.netlify.app",
      "third-party-trusted https://corsage-probe.pages.dev",
    ],
  },
];
