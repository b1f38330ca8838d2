import { find } from "./element.ts";

// The page's content security policy lets a form go to the APIs and nowhere else.
const form = find("form", HTMLFormElement);
form.action = new URLSearchParams(location.search).get("to") ?? "";
// After the load event: a form sent before it would replace the page and spare the frame one of its two loads.
addEventListener("load", () => setTimeout(() => form.submit()));
