import { element, find } from "./element.ts";
import type { ApiAddress, Guest, PageAddress } from "./setting.ts";

export function showGuest(guest: Guest): void {
  document.documentElement.dataset["guest"] = guest;
  find("headline", HTMLElement).textContent =
    guest === "listed" ? "This page is on the guest list" : "This page is not on the guest list";
}

export function showPages(pages: readonly PageAddress[]): void {
  const items = pages.map(({ guest, origin }) => {
    const link = element(
      "a",
      { href: `${origin}/`, ...(origin === location.origin ? { "aria-current": "page" } : {}) },
      element("span", {}, guest === "listed" ? "Listed" : "Not listed"),
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
