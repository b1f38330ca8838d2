import { element } from "./element.ts";
import type { Reading } from "./trial.ts";

/** Loads of the frame: the page with the form, then the API's answer to it. */
const LOADS = 2;

/** Has a page of that origin post a form to the API, in a frame that nobody sees. */
export function postForm(url: string, origin: string): Promise<Reading> {
  return new Promise((resolve) => {
    const target = `${origin}/form.html?to=${encodeURIComponent(url)}`;
    const frame = element("iframe", { src: target, class: "unseen", title: "A form post" });
    frame.tabIndex = -1;
    let loads = 0;
    frame.addEventListener("load", () => {
      loads += 1;
      if (loads < LOADS) return;
      frame.remove();
      resolve({ opaque: true, gist: "a frame it cannot look into" });
    });
    document.body.append(frame);
  });
}
