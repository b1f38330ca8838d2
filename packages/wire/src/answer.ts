import type { IncomingHttpHeaders } from "node:http";

/** Every `access-control-*` line and `vary`, so that a header that must be absent is seen to be. */
export type CorsLines = Readonly<Record<string, string>>;

/** An answer as it came over the socket. */
export interface Answered {
  readonly status: number;
  readonly cors: CorsLines;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export function toAnswered(
  status: number | undefined,
  rawHeaders: readonly string[],
  headers: IncomingHttpHeaders,
  body: string,
): Answered {
  return { status: status ?? 0, cors: corsLines(rawHeaders), headers, rawHeaders, body };
}

/** A second line of one name is joined by ` | `, which no expectation contains. */
function corsLines(rawHeaders: readonly string[]): CorsLines {
  const lines: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? "";
    if (name !== "vary" && !name.startsWith("access-control-")) continue;
    const value = rawHeaders[index + 1] ?? "";
    lines[name] = name in lines ? `${lines[name]} | ${value}` : value;
  }
  return lines;
}
