/** The part of a debugging protocol that is used: `type` aliases, so that they index. */
export interface Protocol {
  readonly commands: Record<string, { readonly params: object; readonly result: unknown }>;
  readonly events: Record<string, unknown>;
}

type Events<P extends Protocol> = P["events"];

type Listeners<P extends Protocol> = {
  [E in keyof Events<P>]: (params: Events<P>[E]) => void;
};

/** A message as all three protocols send it, once parsed. That it keeps to the protocol's table is trusted. */
interface Incoming<P extends Protocol> {
  readonly id?: number | null;
  readonly result?: unknown;
  /** CDP and WebKit: an object. WebDriver BiDi: a code, with the sentence in `message`. */
  readonly error?: { readonly message: string } | string;
  readonly message?: string;
  readonly method: keyof Events<P>;
  readonly params: Events<P>[keyof Events<P>];
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: string) => void;
}

interface ChannelOptions {
  /** Sends one message to the engine. */
  readonly send: (text: string) => void;
  /** Makes an error of a sentence: `ended` when the connection is gone, else `protocol`. */
  readonly failure: (code: "ended" | "protocol", sentence: string) => Error;
}

/** JSON-RPC, as the three engines speak it: numbered calls, answers in any order, events in between. */
export class RpcChannel<P extends Protocol> {
  readonly #options: ChannelOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners: Partial<Listeners<P>> = {};
  #last = 0;
  #closed: string | undefined;

  constructor(options: ChannelOptions) {
    this.#options = options;
  }

  /** @throws what `failure` makes of a refusal, of silence, or of the end of the connection. */
  call<M extends keyof P["commands"] & string>(
    method: M,
    params: P["commands"][M]["params"],
    { sessionId, timeoutMs = 120_000 }: { sessionId?: string; timeoutMs?: number } = {},
  ): Promise<P["commands"][M]["result"]> {
    const { send, failure } = this.#options;
    if (this.#closed !== undefined) return Promise.reject(failure("ended", this.#closed));
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        clearTimeout(timer);
        this.#pending.delete(id);
        reject(
          this.#closed === undefined
            ? failure("protocol", `${method}: ${reason}`)
            : failure("ended", reason),
        );
      };
      const timer = setTimeout(() => fail(`no answer in ${timeoutMs / 1000} s`), timeoutMs);
      this.#pending.set(id, {
        resolve: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: fail,
      });
      send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    });
  }

  /** One listener an event: nobody here needs two. */
  on<E extends keyof Events<P>>(event: E, listener: Listeners<P>[E]): void {
    this.#listeners[event] = listener;
  }

  /** Takes one message from the engine. */
  receive(text: string): void {
    const message: Incoming<P> = JSON.parse(text);
    if (typeof message.id !== "number") {
      this.#tell(message.method, message.params);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error === undefined) pending?.resolve(message.result);
    else if (typeof message.error === "string") pending?.reject(message.message ?? message.error);
    else pending?.reject(message.error.message);
  }

  #tell<E extends keyof Events<P>>(event: E, params: Events<P>[E]): void {
    this.#listeners[event]?.(params);
  }

  /** Fails everything that still waits, and everything to come. */
  end(reason: string): void {
    this.#closed ??= reason;
    for (const { reject } of this.#pending.values()) reject(this.#closed);
  }
}
