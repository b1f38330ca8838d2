import type { Demo } from "./demo.ts";

/** What the terminal says once everything listens. */
export function welcome({ pages, apis }: Pick<Demo, "apis" | "pages">): string {
  const addresses = [
    ...pages.map(({ guest, origin }) => [
      origin,
      guest === "listed" ? "the shop page, on the guest list" : "the same page, not on the list",
    ]),
    ...apis.map(({ name, origin }) => [origin, `the shop API, on ${name}`]),
  ];
  const [listed, unlisted] = pages;
  const [api] = apis;
  return `
  A shop page, calling its API on another origin.

${addresses.map(([origin, what]) => `  ${origin}  ${what}`).join("\n")}

  Try this
  1. Open ${listed?.origin}: it makes its requests at once, and says what the browser decided and why.
  2. Open ${unlisted?.origin} beside it: the same requests, from a page that is not on the list.
  3. Ask as no page would: curl -i ${api?.origin}/orders
     The answer comes. CORS tells browsers what a page may read; it locks nothing.
  4. npm run demo -- --check runs both pages in Chromium without a window.

  Ctrl-C stops everything.
`;
}
