import { connect } from "node:net";
import { type Answered, toAnswered } from "./answer.ts";

/**
 * Sends text as it is, for what no HTTP client would send, and leaves the connection open for more: an answer that
 * comes was given without waiting for it.
 */
export function sendText(port: number, text: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (received.includes("\r\n\r\n")) socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => {
      const [head = "", body = ""] = received.split("\r\n\r\n");
      const [start = "", ...lines] = head.split("\r\n");
      const raw = lines.flatMap((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      });
      resolve(toAnswered(Number(start.split(" ")[1]), raw, {}, body));
    });
  });
}
