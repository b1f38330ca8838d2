import { compileFunction } from "node:vm";
import { cors } from "@corsage/node";
import type { Answer, Middleware } from "./planted-server.ts";

/** Runs a printed fix as a user would paste it: a statement or two, with these names in reach. */
export async function paste(fix: string, names: Readonly<Record<string, unknown>>): Promise<void> {
  const body = `return (async () => { ${fix}\n})();`;
  await compileFunction(body, Object.keys(names))(...Object.values(names));
}

/** The server as it was, fault and all, with the printed fix for Express ahead of it. */
export async function pasteBefore(answer: Answer, fix: string): Promise<Answer> {
  const used: Middleware[] = [];
  const app = { use: (middleware: Middleware) => void used.push(middleware) };
  await paste(fix, { app, cors });
  return (request, response) => {
    const run = (index: number): void => {
      const middleware = used[index];
      if (middleware === undefined) answer(request, response);
      else middleware(request, response, () => run(index + 1));
    };
    run(0);
  };
}
