import { connect, type Socket } from "node:net";
import { ORIGIN, STRANGER, type Traffic } from "./matrix.ts";

/** What a browser sends beside what CORS is about. */
const BROWSER = [
  "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  "Accept: */*",
  "Accept-Language: en-GB,en;q=0.9",
  "Accept-Encoding: gzip, deflate, br, zstd",
  'sec-ch-ua: "Chromium";v="156", "Not_A Brand";v="24"',
  "sec-ch-ua-mobile: ?0",
  'sec-ch-ua-platform: "Linux"',
  "Sec-Fetch-Site: cross-site",
  "Sec-Fetch-Mode: cors",
  "Sec-Fetch-Dest: empty",
];

/** The bytes of one request. */
export function requestBytes(traffic: Traffic, port: number): Buffer {
  const isPreflight = traffic.startsWith("preflight");
  const origin =
    traffic === "get-no-origin" ? undefined : traffic.endsWith("refused") ? STRANGER : ORIGIN;
  const lines = [
    `${isPreflight ? "OPTIONS" : "GET"} /orders HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: keep-alive",
    ...BROWSER,
    ...(origin === undefined ? [] : [`Origin: ${origin}`, `Referer: ${origin}/`]),
    ...(isPreflight
      ? ["Access-Control-Request-Method: GET", "Access-Control-Request-Headers: authorization"]
      : []),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

/** One answer, as text. Every later one has its length: only the Date differs. */
export function firstAnswer(port: number, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.setEncoding("latin1");
    socket.on("error", reject);
    socket.on("data", (chunk: string) => {
      text += chunk;
      if (!isComplete(text)) return;
      socket.destroy();
      resolve(text);
    });
    socket.write(request);
  });
}

function isComplete(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return false;
  if (/^transfer-encoding: chunked/im.test(text)) return text.endsWith("0\r\n\r\n");
  const length = /^content-length: (\d+)/im.exec(text.slice(0, end))?.[1] ?? "0";
  return text.length >= end + 4 + Number(length);
}

/** Keep-alive connections that each send the next request when an answer is whole. */
export class Load {
  readonly #sockets: readonly Socket[];
  readonly #request: Buffer;
  readonly #answerLength: number;

  private constructor(sockets: readonly Socket[], request: Buffer, answerLength: number) {
    this.#sockets = sockets;
    this.#request = request;
    this.#answerLength = answerLength;
  }

  static async open(
    port: number,
    request: Buffer,
    answerLength: number,
    connections: number,
  ): Promise<Load> {
    const sockets = await Promise.all(
      Array.from(
        { length: connections },
        () =>
          new Promise<Socket>((resolve, reject) => {
            const socket = connect(port, "127.0.0.1", () => resolve(socket));
            socket.setNoDelay(true);
            socket.on("error", reject);
          }),
      ),
    );
    return new Load(sockets, request, answerLength);
  }

  /** Sends `count` requests and waits for all answers. */
  async burst(count: number): Promise<void> {
    const each = Math.ceil(count / this.#sockets.length);
    await Promise.all(this.#sockets.map((socket) => this.#run(socket, each)));
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #run(socket: Socket, count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let left = count;
      let received = 0;
      const onData = (chunk: Buffer): void => {
        received += chunk.length;
        if (received < this.#answerLength) return;
        if (received > this.#answerLength) {
          reject(new Error("an answer is longer than the first one"));
          return;
        }
        received = 0;
        left -= 1;
        if (left > 0) socket.write(this.#request);
        else {
          socket.off("data", onData);
          resolve();
        }
      };
      socket.on("data", onData);
      socket.write(this.#request);
    });
  }
}
