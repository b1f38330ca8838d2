import type { IncomingMessage } from "node:http";
import { decisionChannel, type DecisionEvent } from "@corsage/host";
import type { Host } from "./host.ts";
import { portOf } from "./listening.ts";
import type { App, DecisionName } from "./row.ts";
import { seenRequest, type SeenRequest } from "./seen-request.ts";

/** What a server saw of one case. */
export interface CaseLog {
  /** In the order of their arrival. */
  readonly requests: SeenRequest[];
  /** Handlers that began. */
  runs: number;
  /** Decisions in the order they were taken. */
  readonly decisions: DecisionName[];
}

/** The parameter by which everything that belongs to a case is told from the rest. */
const CASE = "case";

/** A URL that no other case has, so that neither caches nor logs mix them up. */
export function withCase(path: string, id: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}${CASE}=${id}`;
}

/** The case that any of some texts names first: a URL, or a console line after a redirect to another one. */
export function caseIdOf(...texts: readonly (string | undefined)[]): string | undefined {
  const pattern = new RegExp(`[?&]${CASE}=([\\w-]+)`);
  return texts.map((text) => pattern.exec(text ?? "")?.[1]).find((id) => id !== undefined);
}

/** A host that serves one application of the table, and the log of what happened there. */
export class RunningHost {
  readonly port: number;
  readonly #logs: ReadonlyMap<string, CaseLog>;
  readonly #stop: () => Promise<void>;

  private constructor(port: number, logs: ReadonlyMap<string, CaseLog>, stop: () => Promise<void>) {
    this.port = port;
    this.#logs = logs;
    this.#stop = stop;
  }

  static async start(host: Host, app: App): Promise<RunningHost> {
    const logs = new Map<string, CaseLog>();
    const logOf = (url: string): CaseLog => {
      const id = caseIdOf(url) ?? "";
      const log = logs.get(id) ?? { requests: [], runs: 0, decisions: [] };
      logs.set(id, log);
      return log;
    };
    const { server, close } = await host.start({ app, onRun: (url) => (logOf(url).runs += 1) });
    server.prependListener("request", (request: IncomingMessage) => {
      logOf(request.url ?? "").requests.push(seenRequest(request));
    });
    const port = portOf(server);
    // Every host of the process publishes here, so the port tells whose decision it is.
    const onDecision = (message: unknown): void => {
      if (!isDecisionEvent(message)) return;
      const { raw } = message.request;
      if (!isRequestOf(raw, port)) return;
      logOf(raw.url ?? "").decisions.push(`${message.decision.kind} ${message.decision.code}`);
    };
    decisionChannel.subscribe(onDecision);
    return new RunningHost(port, logs, async () => {
      decisionChannel.unsubscribe(onDecision);
      await close();
    });
  }

  logOf(id: string): CaseLog {
    return this.#logs.get(id) ?? { requests: [], runs: 0, decisions: [] };
  }

  close(): Promise<void> {
    return this.#stop();
  }
}

function isDecisionEvent(message: unknown): message is DecisionEvent {
  return typeof message === "object" && message !== null && "decision" in message;
}

function isRequestOf(raw: unknown, port: number): raw is IncomingMessage {
  return (
    typeof raw === "object" &&
    raw !== null &&
    "socket" in raw &&
    typeof raw.socket === "object" &&
    raw.socket !== null &&
    "localPort" in raw.socket &&
    raw.socket.localPort === port
  );
}
