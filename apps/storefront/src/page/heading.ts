import { element, find } from "./element.ts";
import type { ApiAddress, Guest, PageAddress } from "./setting.ts";

const HEADLINES: Readonly<Record<Guest, string>> = {
  listed: "This page is on the guest list",
  unlisted: "This page is not on the guest list",
  admin: "This page is on the back office’s list only",
  partner: "This page is on the partners’ list only",
};

const LABELS: Readonly<Record<Guest, string>> = {
  listed: "The shop’s, listed",
  unlisted: "A stranger’s, not listed",
  admin: "The back office’s",
  partner: "A partner’s",
};

export function showGuest(guest: Guest): void {
  document.documentElement.dataset["guest"] = guest;
  find("headline", HTMLElement).textContent = HEADLINES[guest];
}

export function showPages(pages: readonly PageAddress[]): void {
  const items = pages.map(({ guest, origin }) => {
    const link = element(
      "a",
      {
        href: `${origin}/${location.search}`,
        ...(origin === location.origin ? { "aria-current": "page" } : {}),
      },
      element("span", {}, LABELS[guest]),
      element("code", {}, origin),
    );
    return element("li", {}, link);
  });
  find("pages", HTMLElement).append(...items);
}

/** One radio button per API. */
export function showApis(
  apis: readonly ApiAddress[],
  chosen: ApiAddress,
  onChoice: (api: ApiAddress) => void,
): void {
  const labels = apis.map((api) => {
    const input = element("input", { type: "radio", name: "api", value: api.name });
    input.checked = api === chosen;
    input.addEventListener("change", () => onChoice(api));
    return element("label", {}, input, api.name, " ", element("code", {}, api.origin));
  });
  const fieldset = find("apis", HTMLFieldSetElement);
  fieldset.append(...labels);
  fieldset.hidden = false;
}

/** The API that the page's address names as `?api=…`, else the first. */
export function chosenApi(apis: readonly ApiAddress[]): ApiAddress {
  const name = new URLSearchParams(location.search).get("api");
  const chosen = apis.find((api) => api.name === name) ?? apis[0];
  if (chosen === undefined) throw new Error("The page’s server names no API.");
  return chosen;
}

/** In the page's address, and in the links to the same page elsewhere: a reload or another origin shows the same API. */
export function rememberApi({ name }: ApiAddress): void {
  const search = `?api=${encodeURIComponent(name)}`;
  history.replaceState(null, "", search);
  for (const link of find("pages", HTMLElement).querySelectorAll("a")) link.search = search;
}
