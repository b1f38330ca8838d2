import { type Exchange, headerText } from "./exchange.ts";
import { UsageError } from "./usage-error.ts";

/** Servers whose configuration a fix can be written for. The first three are written with Corsage. */
export const STACKS = ["fastify", "nest", "express", "spring", "fastapi", "nginx"] as const;
export type Stack = (typeof STACKS)[number];

/** @throws UsageError if the name is no stack. */
export function parseStack(name: string): Stack {
  const stack = STACKS.find((candidate) => candidate === name);
  if (stack === undefined) throw new UsageError(`--for takes ${STACKS.join(", ")}; not ${name}.`);
  return stack;
}

/** How frameworks say that a path does not exist, where nobody wrote a page for it. */
const NOT_FOUND: readonly (readonly [RegExp, Stack])[] = [
  [/^\{"message":"Route \w+:\S* not found","error":"Not Found","statusCode":404\}$/, "fastify"],
  [/^\{"message":"Cannot \w+ \S*","error":"Not Found","statusCode":404\}$/, "nest"],
  [/<pre>Cannot \w+ \S*<\/pre>/, "express"],
  [/^\{"timestamp":.*"status":404,"error":"Not Found".*"path":/, "spring"],
  [/^\{"detail":"Not Found"\}$/, "fastapi"],
];

/** Whether nginx answers, itself or for somebody behind it. */
export function isNginx({ response }: Exchange): boolean {
  return /^(?:nginx|openresty)\b/i.test(headerText(response, "server") ?? "");
}

/**
 * Who answers, as far as the answers tell: first by the body for a path that does not exist, which comes from the
 * application even behind a proxy, then by headers.
 */
export function detectStack(missing: Exchange): Stack | undefined {
  const { response } = missing;
  const body = new TextDecoder().decode(response.body);
  const spoken = NOT_FOUND.find(([text]) => text.test(body));
  if (spoken !== undefined) return spoken[1];
  if (headerText(response, "x-powered-by") === "Express") return "express";
  if (/^(?:uvicorn|hypercorn)$/i.test(headerText(response, "server") ?? "")) return "fastapi";
  return isNginx(missing) ? "nginx" : undefined;
}
