import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface PlantedServer {
  /** `http://localhost:<port>` */
  readonly origin: string;
  readonly seen: readonly Seen[];
}

/** A server on loopback that answers as the test says and remembers what it saw; closed with the test. */
export async function plantServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<PlantedServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      seen.push({ method, url, headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "localhost", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://localhost:${port}`, seen };
}

/** An answer of header lines, each written as given. */
export const answering =
  (status: number, lines: readonly (readonly [string, string])[], body = "body") =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, lines.flat());
    response.end(body);
  };
