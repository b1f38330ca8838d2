import { UsageError } from "./usage-error.ts";

/** @throws UsageError unless there is exactly one http(s) URL. */
export function parseUrl(positionals: readonly string[]): string {
  const [url, more] = positionals;
  if (url === undefined)
    throw new UsageError("a URL is missing, such as https://api.example.com/orders.");
  if (more !== undefined)
    throw new UsageError(`one URL at a time; ${JSON.stringify(more)} is too much.`);
  const isHttp = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isHttp)
    throw new UsageError(`${JSON.stringify(url)} is no http or https URL.${hintFor(url)}`);
  const { username, password, hash } = new URL(url);
  if (username !== "" || password !== "") {
    throw new UsageError(
      "browsers refuse URLs with a name or password inside; leave it out, or write -H 'authorization: …'.",
    );
  }
  // What comes after # stays in the browser.
  return hash === "" ? url : url.slice(0, url.indexOf("#"));
}

/** `localhost:4001/orders` is what people type. */
function hintFor(url: string): string {
  const isHostAndPath =
    /^(?:localhost|\[[\da-f:]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?].*)?$/i.test(url);
  return isHostAndPath ? ` Did you mean http://${url} or https://${url}?` : "";
}

/** @throws UsageError unless it is a whole number of milliseconds. */
export function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new UsageError("--timeout takes milliseconds, 1 to 999999.");
  return Number(text);
}
