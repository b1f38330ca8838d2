import { WebSocket } from "ws";

interface SocketListeners {
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** A text WebSocket to an engine on this machine. */
export class EngineSocket {
  /** Await this before sending. Messages may arrive even earlier than who awaits it goes on. */
  readonly opened: Promise<void>;
  readonly #socket: WebSocket;

  constructor(url: string, { onText, onClose }: SocketListeners) {
    // Batches of outcomes are large, and there is no one here to protect from them.
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 });
    socket.on("message", (data) => {
      if (Buffer.isBuffer(data)) onText(data.toString("utf8"));
    });
    this.opened = new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    socket.on("error", onClose);
    socket.once("close", onClose);
    this.#socket = socket;
  }

  send(text: string): void {
    this.#socket.send(text);
  }
}
