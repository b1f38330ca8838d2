import type { PolicyOptions } from "../src/index.ts";

export const APP = "https://app.example.com";
export const PARTNER = "https://partner.example.net";
export const ADMIN = "https://admin.example.com";
export const EVIL = "https://evil.example.org";

/** The module's: with credentials, every method. */
export const MODULE = {
  origin: [APP],
  credentials: true,
  allowedHeaders: ["content-type", "authorization", "x-api-version"],
  maxAge: 600,
} satisfies PolicyOptions;

export const PARTNERS = {
  origin: [APP, PARTNER],
  allowedHeaders: ["content-type", "x-api-version"],
} satisfies PolicyOptions;

export const PUBLIC = { origin: "*", methods: ["GET"] } satisfies PolicyOptions;

export const ADMINS = {
  origin: [ADMIN],
  methods: ["DELETE"],
  credentials: true,
} satisfies PolicyOptions;

/** What an answer under each policy carries for an origin that may read it. */
export const READ = {
  module: {
    "access-control-allow-origin": APP,
    "access-control-allow-credentials": "true",
    vary: "Origin",
  },
  partners: { "access-control-allow-origin": PARTNER, vary: "Origin" },
  public: { "access-control-allow-origin": "*" },
  admins: {
    "access-control-allow-origin": ADMIN,
    "access-control-allow-credentials": "true",
    vary: "Origin",
  },
} as const;

export const HIDDEN = { vary: "Origin" } as const;
