import { type Cell, ORIGIN } from "./matrix.ts";

/** @throws Error unless the answer is the one that the comparison is about: a wrong answer can be fast. */
export function verify({ framework, variant, policy, traffic }: Cell, answer: string): void {
  const fail = (what: string): never => {
    throw new Error(`${framework}, ${variant}, ${policy}, ${traffic}: ${what}\n${answer}`);
  };
  const allowed = /^access-control-allow-origin: (.*)$/im.exec(answer)?.[1]?.trim();
  const isPreflight = traffic.startsWith("preflight");
  if (!isPreflight && !answer.startsWith("HTTP/1.1 200")) fail("not answered with 200");
  if (variant === "bytes" || variant === "floor") return;
  if (traffic === "get" || traffic === "preflight") {
    if (allowed !== (policy === "any" ? "*" : ORIGIN)) fail("the origin is not allowed");
    if (isPreflight && !/^access-control-allow-methods: .*GET/im.test(answer)) fail("no methods");
  } else if (
    policy !== "any" &&
    allowed === ORIGIN &&
    (variant === "corsage" || variant === "front")
  ) {
    fail("a stranger is told about a friend");
  }
}
