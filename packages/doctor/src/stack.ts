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

/** Who answers, as far as the response headers tell. */
export function detectStack(headers: ReadonlyMap<string, string>): Stack | undefined {
  const server = headers.get("server")?.toLowerCase() ?? "";
  if (headers.get("x-powered-by") === "Express") return "express";
  if (server.startsWith("nginx")) return "nginx";
  if (server === "uvicorn" || server === "hypercorn") return "fastapi";
  return undefined;
}
