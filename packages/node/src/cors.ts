import {
  type CorsHandle,
  type CorsOptions,
  type Explanation,
  isPolicy,
  type Policy,
  type PolicyOptions,
} from "@corsage/core";
import { explainRequest, type PolicyCell, type RawRequest, type ToldRequest } from "@corsage/host";
import { findCallSite } from "./call-site.ts";
import { type Next, NodeApplication, type NodeResponse } from "./node-application.ts";

/** A middleware, with what a running application may ask of it. */
export interface CorsMiddleware extends CorsHandle {
  (request: RawRequest, response: NodeResponse, next: Next): void;
  /**
   * Puts the headers on an error of what had to stand before the middleware, such as a body parser's 413, and passes
   * the error on. For frameworks with error middleware, Express and Connect.
   *
   * ```ts
   * app.use(express.json());
   * app.use(layer, layer.onError);
   * ```
   */
  readonly onError: (
    error: unknown,
    request: RawRequest,
    response: NodeResponse,
    next: Next,
  ) => void;
}

/**
 * A CORS policy as a middleware, for node:http, Express 4 and 5, and Connect. Put it before everything else.
 *
 * ```ts
 * app.use(cors({ origin: ["https://app.example.com"], credentials: true }));
 * ```
 *
 * `methods: 'auto'` means GET, HEAD, POST, PUT, PATCH, DELETE: nobody here knows the routes. Several policies are
 * `paths` rules of one `cors()`; a second one on the same request does nothing but warn.
 *
 * @throws PolicyError with every error in the options.
 */
export function cors(options: CorsOptions | Policy): CorsMiddleware {
  const application = new NodeApplication(options, `cors() of ${findCallSite(cors)}`);
  const { host, configuration } = application;

  function middleware(request: RawRequest, response: NodeResponse, next: Next): void {
    application.handle(request, response, next);
  }

  // Four parameters are how Express and Connect tell such a middleware from another.
  function onError(error: unknown, request: RawRequest, response: NodeResponse, next: Next): void {
    application.handleError(request, response, () => next(error));
  }

  function replace(...given: [PolicyOptions | Policy] | [string, PolicyOptions | Policy]): void {
    if (given.length === 1) host.replaceIn(configuration, undefined, given[0]);
    else host.replaceIn(configuration, given[0], given[1]);
  }

  function explain(request: ToldRequest): Promise<Explanation> {
    const cell = application.cellFor(request.url);
    return explainRequest(cell, request, configuration.selfOrigins, undefined);
  }

  /** Not the application's routes, which nobody here knows: the rules, and `/` for whatever has none. */
  function routes(): ReturnType<CorsHandle["routes"]> {
    const rules = configuration.paths.list().map((rule) => rule.prefix);
    return [...rules, "/"].map((url) => describe(url, application.cellFor(url)));
  }

  return Object.assign(middleware, { onError, replace, explain, routes });
}

function describe(url: string, { name, policy }: PolicyCell): ReturnType<CorsHandle["routes"]>[0] {
  return { method: "*", url, policy: name, methods: isPolicy(policy) ? policy.lists.methods : [] };
}
