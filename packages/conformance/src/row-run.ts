import { type CorsLines, expectedLines, observedLines } from "./cors-lines.ts";
import type { Host } from "./host.ts";
import type { DecisionName, Row, SentHeaders } from "./row.ts";
import { type RunningHost, withCase } from "./running-host.ts";
import { exchange } from "./wire.ts";

/** Everything a row says about the wire, in the form in which it is compared. */
export interface Verdict {
  readonly decision: readonly DecisionName[];
  readonly status: number;
  readonly ran: boolean;
  readonly lines: CorsLines;
  /** Of an answer without a body: RFC 9110 allows a 204 no Content-Length. */
  readonly framing: readonly string[];
}

/** Whether a row makes sense on a host. */
export function concerns(row: Row, host: Host): boolean {
  return (row.needs ?? []).every((need) => host.offers.has(need));
}

export function expectedVerdict(row: Row, host: Host): Verdict {
  return {
    decision: row.decision === undefined ? [] : [row.decision],
    status: row.status ?? 200,
    ran: row.ran ?? true,
    lines: expectedLines(sentBy(host, row), host.offers.has("knows-routes")),
    framing: [],
  };
}

function sentBy({ redirectsVaryBy }: Host, { sends, status = 200 }: Row): SentHeaders {
  if (redirectsVaryBy === undefined || ![301, 302, 303, 307, 308].includes(status)) return sends;
  const vary = sends.vary === undefined ? redirectsVaryBy : `${redirectsVaryBy}, ${sends.vary}`;
  return { ...sends, vary };
}

/** Runs a row against a host that serves the row's application. */
export async function runRow(
  row: Row,
  id: string,
  running: RunningHost,
  timeout = 15_000,
): Promise<Verdict> {
  const url = withCase(row.request.path ?? "/items", id);
  const answer = await exchange(running.port, url, row.request, "api.example.com", timeout);
  const log = running.logOf(id);
  const names = answer.rawHeaders.filter((_, index) => index % 2 === 0);
  return {
    decision: [...log.decisions],
    status: answer.status,
    ran: log.runs > 0,
    lines: observedLines(answer.rawHeaders),
    framing:
      answer.status === 204
        ? names.filter((name) => /^(?:content-length|transfer-encoding)$/i.test(name))
        : [],
  };
}
