import process from "node:process";
import { type Decision, type Policy, USUAL_METHODS } from "@corsage/core";
import {
  answerGuarded,
  claimRequest,
  CorsHost,
  CorsRefusal,
  ExpressRequestView,
  guardResponse,
  type HostConfiguration,
  type PolicyCell,
  type RawRequest,
  type RawResponse,
} from "@corsage/host";

/** Goes on with the request, or hands an error to whoever renders errors. */
export type Next = (error?: unknown) => void;

/** A response of node:http, node:http2's compatibility interface, Express or Connect. */
export interface NodeResponse extends RawResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
  end(body: string): unknown;
}

/** What Connect and Express keep of a URL that they shorten for a mounted application. */
interface MountedRequest {
  readonly originalUrl?: string;
}

/** One `cors()`: its policies, and what it does with a request. */
export class NodeApplication {
  readonly host: CorsHost;
  readonly configuration: HostConfiguration;
  /** The name by which other layers know this one. */
  readonly #name: string;
  /** The policies in force, with the methods that a node application is taken to have. */
  readonly #cells = new Map<PolicyCell, PolicyCell>();
  /** The one of these where no rule of `paths` applies. */
  readonly #application: PolicyCell;
  readonly #hasPaths: boolean;

  /** @throws PolicyError with every error in `options`. */
  constructor(options: unknown, name: string) {
    // node:http has no logger. A process warning can be seen, silenced and redirected by means that Node has already.
    this.host = new CorsHost({
      warn: (message) => process.emitWarning(message, { type: "CorsWarning" }),
    });
    this.configuration = this.host.configure(options, { adapterOptions: ["paths"] });
    this.#name = name;
    const { application, paths } = this.configuration;
    for (const cell of [application, ...paths.list().map((rule) => rule.cell)]) {
      this.#cells.set(cell, this.host.cells.derive(cell, withUsualMethods));
    }
    this.#application = this.#cells.get(application) ?? application;
    this.#hasPaths = paths.list().length > 0;
  }

  handle(request: RawRequest, response: NodeResponse, next: Next): void {
    const view = new ExpressRequestView(request, this.configuration.selfOrigins);
    const first = claimRequest(view, this.#name);
    if (first !== undefined) {
      this.host.log.stacked(this.#name, first);
      next();
      return;
    }
    const decision = this.host.decide(this.#cellOf(request), view);
    if (decision instanceof Promise) {
      void decision.then((settled) => {
        // Somebody answered while the rule was waited for, a timeout perhaps: nothing is left to decide about.
        if (!response.headersSent) this.#apply(settled, view, response, next);
      });
    } else {
      this.#apply(decision, view, response, next);
    }
  }

  /**
   * For an error of what stands before the middleware, which a framework carries past it: what `render` answers gets
   * the headers. Nothing is refused, as nothing is about to run.
   */
  handleError(request: RawRequest, response: NodeResponse, render: () => void): void {
    const view = new ExpressRequestView(request, this.configuration.selfOrigins);
    if (response.headersSent || claimRequest(view, this.#name) !== undefined) {
      render();
      return;
    }
    const apply = (decision: Decision): void => {
      guardResponse(response, this.host.rule(decision, view, this.configuration));
      render();
    };
    const decision = this.host.decide(this.#cellOf(request), view);
    if (decision instanceof Promise) void decision.then(apply);
    else apply(decision);
  }

  /** The policy in force at a URL, as the browser sees the URL. */
  cellFor(url: string): PolicyCell {
    const { application, paths } = this.configuration;
    const cell = paths.find(url)?.cell ?? application;
    return this.#cells.get(cell) ?? cell;
  }

  /** The same for a request, whose URL is looked at only where a rule of `paths` needs it. */
  #cellOf(request: RawRequest): PolicyCell {
    return this.#hasPaths ? this.cellFor(publicUrl(request)) : this.#application;
  }

  #apply(decision: Decision, view: ExpressRequestView, response: NodeResponse, next: Next): void {
    const ruling = this.host.rule(decision, view, this.configuration);
    const { answer, kind } = decision;
    if (kind === "preflight" && answer !== undefined) {
      answerGuarded(response, answer, ruling);
      return;
    }
    guardResponse(response, ruling);
    if (answer === undefined) next();
    else refuse(new CorsRefusal(decision, view), response, next);
  }
}

function withUsualMethods(policy: Policy): Policy {
  return policy.forMethods(USUAL_METHODS);
}

/** Rules are written for the URL that the public sees, not for what a mount point leaves of it. */
function publicUrl(request: RawRequest & MountedRequest): string {
  return request.originalUrl ?? request.url ?? "/";
}

/**
 * Express and Connect render errors, and their `next` declares a parameter for one. A bare `() => handler(req, res)`
 * does not: it would run the very handler that must not run, so the refusal is answered here.
 */
function refuse(refusal: CorsRefusal, response: NodeResponse, next: Next): void {
  for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  if (next.length > 0) {
    next(refusal);
    return;
  }
  const body = JSON.stringify(refusal);
  response.statusCode = refusal.statusCode;
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("content-length", String(Buffer.byteLength(body)));
  response.end(body);
}
