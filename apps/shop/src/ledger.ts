import type {
  IncomingMessage,
  OutgoingHttpHeader,
  OutgoingHttpHeaders,
  Server,
  ServerResponse,
} from "node:http";

/** The query parameter by which a page finds its own requests again. A preflight carries no header of the page's, but its URL. */
export const TRY_PARAMETER = "try";

/** One request as the server saw it, and what it answered. */
export interface LedgerEntry {
  readonly method: string;
  readonly path: string;
  readonly origin: string | undefined;
  /** `access-control-request-method`: only preflights have it. */
  readonly requestMethod: string | undefined;
  readonly requestHeaders: string | undefined;
  readonly cookie: boolean;
  readonly handlerRan: boolean;
  /** Undefined until the head of the answer was written. */
  readonly status: number | undefined;
  /** The `access-control-*` headers of the answer, and `location`. */
  readonly answer: Readonly<Record<string, string>>;
}

type Draft = { -readonly [Field in keyof LedgerEntry]: LedgerEntry[Field] };

/** How many tries are remembered. */
const CAPACITY = 1000;

/**
 * What a server really received, so that a page can show what its browser did not tell it.
 * It listens to the server itself, before any framework: a preflight or a refused request never reaches a handler.
 */
export class Ledger {
  readonly #tries = new Map<string, Draft[]>();
  readonly #requests = new WeakMap<IncomingMessage, Draft>();

  watch(server: Server): void {
    server.prependListener("request", (request, response) => this.#open(request, response));
  }

  /** To be called where the handler runs. */
  handled(request: IncomingMessage): void {
    const entry = this.#requests.get(request);
    if (entry !== undefined) entry.handlerRan = true;
  }

  read(id: string): readonly LedgerEntry[] {
    return this.#tries.get(id) ?? [];
  }

  #open(request: IncomingMessage, response: ServerResponse): void {
    const { headers, method = "GET", url = "/" } = request;
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const id = searchParams.get(TRY_PARAMETER);
    if (id === null) return;
    const entry: Draft = {
      method,
      path: pathname,
      origin: headers.origin,
      requestMethod: headers["access-control-request-method"],
      requestHeaders: headers["access-control-request-headers"],
      cookie: headers.cookie !== undefined,
      handlerRan: false,
      status: undefined,
      answer: {},
    };
    this.#requests.set(request, entry);
    this.#keep(id, entry);
    recordHead(response, entry);
  }

  #keep(id: string, entry: Draft): void {
    const entries = this.#tries.get(id);
    if (entries !== undefined) entries.push(entry);
    else this.#tries.set(id, [entry]);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > CAPACITY && oldest !== undefined) this.#tries.delete(oldest);
  }
}

/** `writeHead` in the forms used here, as one signature: an overloaded method cannot be replaced by a function. */
interface HeadWriter {
  writeHead(status: number, second?: Head | string, third?: Head): unknown;
  getHeaders(): OutgoingHttpHeaders;
}

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * Node keeps headers handed to `writeHead` to itself, and frameworks hand them there; so the call is overheard.
 * Ours is the innermost layer: what others set or remove on the way has happened by then.
 */
function recordHead(response: HeadWriter, entry: Draft): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status, second, third) => {
    const given = typeof second === "object" ? second : third;
    entry.status = status;
    entry.answer = answerHeaders({
      ...response.getHeaders(),
      ...(Array.isArray(given) ? undefined : given), // lists are rare; nothing here writes them
    });
    return writeHead(status, second, third);
  };
}

function answerHeaders(headers: OutgoingHttpHeaders): Record<string, string> {
  const answer: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (value === undefined || !/^(?:access-control-|location$)/.test(key)) continue;
    answer[key] = String(value);
  }
  return answer;
}
