import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { BrokenServer, Line, PlantedAnswer } from "./broken-servers.ts";
import { portOf } from "./listening.ts";
import { isPreflight, seenRequest, type SeenRequest } from "./seen-request.ts";

const emptyPage = "<!doctype html><title>page</title>";
const notPlanted: PlantedAnswer = { status: 404 };

/** The corpus on three origins: the page's, `api` and `second`. Each run has URLs of its own, so nothing is shared. */
export class BrokenServerHost {
  readonly page: string;
  readonly api: string;
  readonly #second: string;
  readonly #servers: readonly Server[];
  readonly #cases: readonly BrokenServer[];
  readonly #seen = new Map<string, SeenRequest[]>();
  readonly #lists = new Map<string, string>();

  private constructor(servers: readonly Server[], cases: readonly BrokenServer[]) {
    const [page = "", api = "", second = ""] = servers.map(
      (server) => `http://localhost:${portOf(server)}`,
    );
    this.page = page;
    this.api = api;
    this.#second = second;
    this.#servers = servers;
    this.#cases = cases;
    for (const server of servers) {
      server.on("request", (request, response) => {
        this.#answer(request, response);
      });
    }
  }

  static async start(cases: readonly BrokenServer[]): Promise<BrokenServerHost> {
    const servers = [0, 1, 2].map(() => createServer({ keepAliveTimeout: 60_000 }));
    await Promise.all(
      servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.listen(0, "127.0.0.1", resolve);
          }),
      ),
    );
    return new BrokenServerHost(servers, cases);
  }

  close(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  /** The path of one case in one run. */
  static #pathOf(run: string, index: number): string {
    return `/case/${run}/${index}`;
  }

  /** Where a case begins. */
  urlOf(run: string, index: number): string {
    const server = this.#cases[index]?.from === "page" ? this.page : this.api;
    return `${server}${BrokenServerHost.#pathOf(run, index)}`;
  }

  /** Keeps a list of calls for the page to fetch; returns its URL. */
  keepList(run: string, list: unknown): string {
    this.#lists.set(run, JSON.stringify(list));
    return `${this.page}/list/${run}`;
  }

  /** The requests of one case, in order. */
  seen(run: string, index: number): readonly SeenRequest[] {
    return this.#seen.get(BrokenServerHost.#pathOf(run, index)) ?? [];
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    const [, kind, run = "", index = "", hop] = (request.url ?? "").split("/");
    if (kind === "plain") return sendPage(response, emptyPage);
    if (kind === "sandboxed") {
      response.setHeader("content-security-policy", "sandbox allow-scripts");
      return sendPage(response, emptyPage);
    }
    if (kind === "list") return sendPage(response, this.#lists.get(run) ?? "[]");
    const planted = this.#cases[Number(index)];
    if (kind !== "case" || planted === undefined) return sendLines(response, notPlanted, []);
    const path = `/case/${run}/${index}`;
    const arrived = seenRequest(request);
    const seen = this.#seen.get(path) ?? [];
    this.#seen.set(path, seen);
    seen.push(arrived);
    const server = hop === undefined ? planted : planted.hops?.[hop];
    const answer = (isPreflight(arrived) ? server?.preflight : server?.actual) ?? notPlanted;
    const fill = (value: string): string =>
      value
        .replaceAll("{origin}", this.page)
        .replaceAll("{echo}", arrived.origin ?? "")
        .replaceAll("{api}", this.api)
        .replaceAll("{second}", this.#second)
        .replaceAll("{self}", path);
    const lines = (answer.headers ?? []).map(([name, value]): Line => [name, fill(value)]);
    sendLines(response, answer, lines);
  }
}

function sendPage(response: ServerResponse, text: string): void {
  response.setHeader("content-type", "text/html");
  response.setHeader("cache-control", "no-store");
  // A sandboxed page fetches its list as a stranger.
  response.setHeader("access-control-allow-origin", "*");
  response.end(text);
}

/** Line by line, as given: `writeHead` with a flat list joins and renames nothing. */
function sendLines(
  response: ServerResponse,
  { status = 200, body = "body" }: PlantedAnswer,
  lines: readonly Line[],
): void {
  const bodiless = status === 204 || status === 304;
  response.sendDate = false;
  response.writeHead(status, [
    ...lines.flat(),
    ...(bodiless ? [] : ["Content-Length", String(Buffer.byteLength(body))]),
  ]);
  response.end(bodiless ? undefined : body);
}
