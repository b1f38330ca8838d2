import type { Demo } from "./demo.ts";
import type { Guest } from "./page/setting.ts";

const PAGES: Readonly<Record<Guest, string>> = {
  listed: "the shop page, on the guest list",
  unlisted: "the same page, not on the list",
  admin: "the same page, on the back office’s list",
  partner: "the same page, on the partners’ list",
};

/** What the terminal says once everything listens. */
export function welcome({ pages, apis }: Pick<Demo, "apis" | "pages">): string {
  const addresses = [
    ...pages.map(({ guest, origin }) => [origin, PAGES[guest]] as const),
    ...apis.map(({ name, origin }) => [origin, `the shop API, on ${name}`] as const),
  ];
  const width = Math.max(...addresses.map(([origin]) => origin.length));
  const [listed, unlisted] = pages;
  const [api] = apis;
  return `
  A shop page, calling its API on another origin.

${addresses.map(([origin, what]) => `  ${origin.padEnd(width)}  ${what}`).join("\n")}

  Try this
  1. Open ${listed?.origin}: it makes its requests at once, and says what the browser decided and why.
  2. Open ${unlisted?.origin} beside it: the same requests, from a page that is not on the list.
  3. Ask as no page would: curl -i ${api?.origin}/orders
     The answer comes. CORS tells browsers what a page may read; it locks nothing.
  4. npm run demo -- --check runs every page in Chromium without a window.

  Ctrl-C stops everything.
`;
}
