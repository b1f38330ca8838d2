/** Which of the API's lists the page's origin is on: the shop's, none, the back office's, the partners'. */
export type Guest = "listed" | "unlisted" | "admin" | "partner";

export interface PageAddress {
  readonly guest: Guest;
  readonly origin: string;
}

export interface ApiAddress {
  readonly name: string;
  readonly origin: string;
}

/** What the page's server tells it at `/setting.json`: where it is, and whom it talks to. */
export interface Setting {
  readonly guest: Guest;
  readonly pages: readonly PageAddress[];
  /** The identity provider, which posts a form to the API. */
  readonly identity: string;
  readonly apis: readonly ApiAddress[];
}
