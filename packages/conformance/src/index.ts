// The table
export type { App, Reply, Route, Row, RowGroup, RowRequest, SentHeaders } from "./row.ts";
export { allRows, rowGroups } from "./rows.ts";
export { loopbackOrigins, type Origins, publicOrigins } from "./origins.ts";

// Who must pass it
export type { Assignment, Host, StartedHost } from "./host.ts";
export { hosts } from "./hosts.ts";
export { peers } from "./peers.ts";

// Running it
export { concerns, expectedVerdict, runRow, type Verdict } from "./row-run.ts";
export { RunningHosts } from "./running-hosts.ts";
