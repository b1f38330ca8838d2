import type { Sighting } from "./sighting.ts";

/** The requests and answers as lines of text: what the developer tools show, without opening them. */
export function wireLines(sightings: readonly Sighting[]): string {
  return sightings.map(exchange).join("\n\n");
}

function exchange(sighting: Sighting): string {
  const { method, path, origin, requestMethod, requestHeaders, cookie, status, answer } = sighting;
  const lines = [`→ ${method} ${path}`, `  origin: ${origin ?? "(not sent)"}`];
  if (requestMethod !== undefined) lines.push(`  access-control-request-method: ${requestMethod}`);
  if (requestHeaders !== undefined)
    lines.push(`  access-control-request-headers: ${requestHeaders}`);
  if (cookie) lines.push("  cookie: (sent)");
  lines.push(`← ${status ?? "(no answer yet)"}`);
  const headers = Object.entries(answer);
  for (const [name, value] of headers) lines.push(`  ${name}: ${value}`);
  if (headers.length === 0) lines.push("  (no access-control-* header)");
  return lines.join("\n");
}
