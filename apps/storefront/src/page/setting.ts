/** Whether the API's guest list has the origin the page came from. */
export type Guest = "listed" | "unlisted";

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
  readonly apis: readonly ApiAddress[];
}
