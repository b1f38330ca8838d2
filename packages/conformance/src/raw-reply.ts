import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { ownPort } from "./origins.ts";
import type { Reply } from "./row.ts";

type Fields = Record<string, string | string[]>;

const jsonBody = '{"ok":true}';

/** A reply's headers, with lists that Node may keep. */
export function fieldsOf({ headers = {} }: Reply): Fields {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === "string" ? value : [...value],
    ]),
  );
}

/** Where a redirect leads: the query goes along, so that its target knows which case it belongs to. */
export function locationOf(reply: Reply, request: IncomingMessage): string {
  const { url = "/", socket } = request;
  const query = url.includes("?") ? url.slice(url.indexOf("?")) : "";
  return (reply.location ?? "/").replace(ownPort, String(socket.localPort)) + query;
}

/** A body that flows in two parts. */
export function createStream(): Readable {
  return Readable.from([Buffer.from("one\n"), Buffer.from("two\n")]);
}

/** A body that breaks after its first part. */
export function createBrokenStream(): Readable {
  let parts = 0;
  return new Readable({
    read(): void {
      parts += 1;
      if (parts === 1) this.push("one\n");
      else setImmediate(() => this.destroy(new Error("the disk is gone")));
    },
  });
}

/** How a framework is to answer: in one of its own ways, or by letting Node answer `past` it. */
export type FrameworkWay =
  | "past"
  | "json"
  | "empty"
  | "throw"
  | "redirect"
  | "stream"
  | "broken-stream";

export function wayOf({ as = "json" }: Reply): FrameworkWay {
  const isPast = as === "raw-object" || as === "raw-array" || as === "raw-implicit" || as === "sse";
  return isPast ? "past" : as;
}

/** Answers by Node's own means. The raw replies of every host, and all replies of a bare server. */
export function replyRaw(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const status = reply.status ?? 200;
  const fields = fieldsOf(reply);
  switch (reply.as) {
    case "throw":
      throw new Error("the handler failed");
    case "empty":
      response.writeHead(status, fields).end();
      return;
    case "redirect":
      response.writeHead(status, { ...fields, location: locationOf(reply, request) }).end();
      return;
    case "stream":
      response.writeHead(status, { ...fields, "content-type": "text/plain" });
      createStream().pipe(response);
      return;
    case "broken-stream": {
      response.writeHead(status, { ...fields, "content-type": "text/plain" });
      const body = createBrokenStream().on("error", () => response.destroy());
      body.pipe(response);
      return;
    }
    case "raw-array":
      response.writeHead(
        status,
        Object.entries({ ...fields, "content-type": "application/json" }).flatMap(([name, value]) =>
          [value].flat().flatMap((line) => [name, line]),
        ),
      );
      response.end(jsonBody);
      return;
    case "raw-implicit":
      response.statusCode = status;
      for (const [name, value] of Object.entries(fields)) response.setHeader(name, value);
      response.end(jsonBody);
      return;
    case "sse":
      response.writeHead(status, { ...fields, "content-type": "text/event-stream" });
      response.end("data: hello\n\n");
      return;
    case "json":
    case "raw-object":
    case undefined:
      response.writeHead(status, { ...fields, "content-type": "application/json" });
      response.end(jsonBody);
  }
}
