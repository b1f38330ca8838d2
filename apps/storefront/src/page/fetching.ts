import type { Reading } from "./trial.ts";

/** Sends it and says what script could read. */
export async function fetchReading(url: string, init: RequestInit): Promise<Reading> {
  const response = await fetch(url, init);
  if (response.type === "opaque") return { opaque: true, gist: "an empty answer" };
  return { status: response.status, gist: gistOf(await response.text()) };
}

export function json(body: unknown): Pick<RequestInit, "body" | "headers"> {
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

/** An answer in a few words: how long a list is, what an error says, the first fields of anything else. */
function gistOf(text: string): string {
  if (text === "") return "no body";
  const body: unknown = JSON.parse(text);
  if (Array.isArray(body)) return `a list of ${body.length}`;
  const message = /"message":"([^"]+)"/.exec(text)?.[1];
  if (message !== undefined) return message.replace(/\?\S*/, ""); // without the query by which a try is known
  return Object.entries(Object(body))
    .slice(0, 2)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}
