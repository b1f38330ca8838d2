import http from "node:http";
import { type Answered, toAnswered } from "./answer.ts";
import type { Asked } from "./asked.ts";

/** What a test waits for at most. Nothing takes long on loopback, but a busy machine does. */
const PATIENCE_MS = 15_000;

/**
 * Sends a request to a port of this machine and reads the whole answer. A body that breaks off counts as its end, and
 * an upgraded connection is closed at once: the headers came.
 * @throws Error (by rejection) where no answer comes.
 */
export function ask(
  port: number,
  { method = "GET", path = "/", headers = {}, body }: Asked = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ host: "127.0.0.1", port, method, path, headers, agent: false });
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
    sent.once("error", reject);
    sent.once("upgrade", (response, socket) => {
      socket.destroy();
      resolve(toAnswered(response.statusCode, response.rawHeaders, response.headers, ""));
    });
    sent.once("response", (response) => {
      let text = "";
      const finish = (): void =>
        resolve(toAnswered(response.statusCode, response.rawHeaders, response.headers, text));
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.once("end", finish);
      response.once("error", finish);
    });
    sent.end(body);
  });
}
