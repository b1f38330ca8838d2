import { UsageError } from "./usage-error.ts";

/** @throws UsageError unless there is exactly one http(s) URL. */
export function parseUrl(positionals: readonly string[]): string {
  const [url, more] = positionals;
  if (url === undefined)
    throw new UsageError("a URL is missing: corsage check https://api.example.com/");
  if (more !== undefined)
    throw new UsageError(`one URL at a time; ${JSON.stringify(more)} is too much.`);
  const isHttp = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isHttp) throw new UsageError(`${JSON.stringify(url)} is no http or https URL.`);
  return url;
}

/** @throws UsageError unless it is a whole number of milliseconds. */
export function parseTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new UsageError("--timeout takes milliseconds, 1 to 999999.");
  return Number(text);
}
