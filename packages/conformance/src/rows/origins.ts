import type { OriginRule } from "@corsage/core";
import { about, type App, type RowGroup } from "../row.ts";

/** Which origins a rule admits, in every kind of rule. */
export const origins: RowGroup = ({ app, other, preview, previews }) => {
  type Rules = "*" | OriginRule | readonly OriginRule[];

  function allowing(origin: Rules): App {
    return {
      cors: { origin, methods: ["GET", "PUT"], originTimeout: 50 },
      routes: [{ url: "/items" }, { url: "/items", method: "PUT" }],
    };
  }

  /** One rule, the origins it admits and those it does not. */
  interface RuleTable {
    readonly rule: string;
    readonly app: App;
    readonly admits: readonly string[];
    readonly refuses: readonly string[];
    /** Whether browsers can stand on these origins on one machine. Default `false`. */
    readonly pages?: true;
  }

  const tables: readonly RuleTable[] = [
    {
      rule: "an exact origin",
      app: allowing(app),
      admits: [app],
      refuses: [
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://app.example.com.",
        "https://evil-app.example.com",
        "https://app.example.com.evil.net",
        "https://www.app.example.com",
        "https://example.com",
      ],
    },
    {
      rule: "an origin with a port",
      app: allowing("https://app.example.com:8443"),
      admits: ["https://app.example.com:8443"],
      refuses: [app, "https://app.example.com:8444", "https://app.example.com:84433"],
    },
    {
      rule: "an origin by its address",
      app: allowing(["http://192.0.2.1:8080", "http://[2001:db8::1]"]),
      admits: ["http://192.0.2.1:8080", "http://[2001:db8::1]"],
      refuses: ["http://192.0.2.1", "http://192.0.2.2:8080", "http://[2001:db8::2]"],
    },
    {
      rule: "an origin of an app's own scheme",
      app: allowing(["capacitor://localhost", "chrome-extension://*"]),
      admits: ["capacitor://localhost", "chrome-extension://abcdefghijklmnopabcdefghijklmnop"],
      refuses: ["ionic://localhost", "https://localhost", "moz-extension://abcdef"],
    },
    {
      rule: "one label by a star",
      app: allowing("https://*.example.com"),
      admits: ["https://shop.example.com", "https://preview-7.example.com"],
      refuses: [
        "https://a.shop.example.com",
        "https://example.com",
        "http://shop.example.com",
        "https://shop.example.com:8443",
        "https://shop.example.com.evil.net",
        "https://evilexample.com",
        "https://under_score.example.com",
      ],
    },
    {
      rule: "a pattern for previews",
      app: allowing(previews),
      admits: [preview],
      refuses: [app, other],
      pages: true,
    },
    {
      rule: "part of a label by a star",
      app: allowing("https://preview-*.example.com"),
      admits: ["https://preview-7.example.com", "https://preview-a-b.example.com"],
      refuses: ["https://preview.example.com", "https://preview-.example.com", app],
    },
    {
      rule: "any depth by two stars",
      app: allowing("https://**.example.com"),
      admits: ["https://shop.example.com", "https://a.b.c.example.com"],
      refuses: ["https://example.com", "https://a.example.com.evil.net", "https://evilexample.com"],
    },
    {
      rule: "any port",
      app: allowing("https://app.example.com:*"),
      admits: [app, "https://app.example.com:8443"],
      refuses: ["https://app.example.com:8443.evil.net", "http://app.example.com:8443"],
    },
    {
      rule: "a regular expression",
      app: allowing(/^https:\/\/(?:app|admin)\.example\.com$/),
      admits: [app, "https://admin.example.com"],
      refuses: ["https://shop.example.com", "https://app.example.com.evil.net"],
    },
    {
      rule: "a function",
      app: allowing((origin) => origin === app),
      admits: [app],
      refuses: [other],
      pages: true,
    },
    {
      rule: "a function that answers later",
      app: allowing(async (origin) => {
        await Promise.resolve();
        return origin === app;
      }),
      admits: [app],
      refuses: [other],
      pages: true,
    },
    {
      rule: "a test that sees the request",
      app: allowing({ test: (origin, { method }) => origin === app && method === "GET" }),
      admits: [app],
      refuses: [other],
    },
    {
      rule: "an exact origin beside a function that says no",
      app: allowing([app, () => false]),
      admits: [app],
      refuses: [other],
    },
  ];

  function rowsOf({
    rule,
    app: application,
    admits,
    refuses,
    pages,
  }: RuleTable): ReturnType<RowGroup> {
    return about(application, [
      ...admits.map((origin) => ({
        title: `${rule} admits ${origin}`,
        request: { origin },
        decision: "actual allowed" as const,
        sends: { origin, vary: "Origin" },
        ...(pages && { page: { reads: 200 } }),
      })),
      ...refuses.map((origin) => ({
        title: `${rule} does not admit ${origin}`,
        request: { origin },
        decision: "actual origin-not-allowed" as const,
        sends: { vary: "Origin" },
        ...(pages && { page: { blocked: "acao-missing" as const } }),
      })),
    ]);
  }

  /** Functions that give no usable answer: each is a refusal, and a failure that a preflight names by 503. */
  const failing: readonly (readonly [title: string, rule: OriginRule])[] = [
    [
      "throws",
      () => {
        throw new Error("no database");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no database"))],
    ["never answers", () => new Promise<boolean>(() => {})],
  ];

  return [
    ...tables.flatMap(rowsOf),
    ...failing.flatMap(([title, rule]) =>
      about(allowing(rule), [
        {
          title: `a function that ${title} lets the request run and nobody read it`,
          request: { origin: app },
          decision: "actual origin-check-failed",
          sends: { vary: "Origin" },
          page: { blocked: "acao-missing" },
        },
        {
          title: `a function that ${title} makes the preflight a 503`,
          request: { origin: app, asks: "PUT" },
          decision: "preflight origin-check-failed",
          status: 503,
          ran: false,
          sends: { vary: "Origin" },
          page: { blocked: "acao-missing" },
        },
      ]),
    ),
  ];
};
