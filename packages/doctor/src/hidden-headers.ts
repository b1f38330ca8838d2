import type { Trace } from "@corsage/browser";

/** Headers that pages ask for. Those of every server, and of security middleware, would be noise. */
const WANTED =
  /^(?:content-disposition|link|location|ratelimit.*|retry-after|x-(?!powered-by|frame-|content-type-|xss-|download-|dns-|permitted-).*)$/;

/** Headers that the server sends, that pages like to read, and that this page cannot. */
export function hiddenFromPage({ steps }: Trace): readonly string[] {
  const step = steps.find(({ kind }) => kind === "exposure");
  return step?.kind === "exposure" ? step.hidden.filter((name) => WANTED.test(name)) : [];
}
