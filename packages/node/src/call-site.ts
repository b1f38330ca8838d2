/** Where `callee` was called, `server.js:12`, for a warning that tells two calls apart. Start-up only: it is slow. */
export function findCallSite(callee: (...given: never[]) => unknown): string {
  const holder = { stack: "" };
  Error.captureStackTrace(holder, callee);
  const [, line = ""] = holder.stack.split("\n");
  return /([^/\\(]+:\d+):\d+\)?$/.exec(line)?.[1] ?? "an unknown place";
}
