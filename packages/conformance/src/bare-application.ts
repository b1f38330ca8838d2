import type { IncomingMessage, ServerResponse } from "node:http";
import { type Assignment, bodyLimit, findRoute } from "./host.ts";
import { replyRaw } from "./raw-reply.ts";

/** An application without a framework: routes, JSON bodies, and the errors every framework has. */
export async function runBare(
  { app, onRun }: Assignment,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url = "" } = request;
  const status = await readBody(request);
  const route = findRoute(app, method, url);
  if (route === undefined) return sendStatus(response, 404);
  if (status !== undefined) return sendStatus(response, status);
  onRun(url);
  try {
    replyRaw(request, response, route.reply ?? {});
  } catch {
    sendStatus(response, 500);
  }
}

/** The status that a body deserves which cannot be used. It is read to its end all the same. */
async function readBody(request: IncomingMessage): Promise<400 | 413 | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (body.length > bodyLimit) return 413;
  if (body.length === 0 || request.headers["content-type"] !== "application/json") return undefined;
  try {
    JSON.parse(body.toString());
    return undefined;
  } catch {
    return 400;
  }
}

function sendStatus(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ status }));
}
