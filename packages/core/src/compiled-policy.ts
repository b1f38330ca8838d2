import { AllowedLists, type MethodSource } from "./allowed-lists.ts";
import { type Answers, createAnswers, createListDecision, type Refusals } from "./answers.ts";
import { canonicalOptions } from "./canonical-options.ts";
import type { Decision } from "./decision.ts";
import { createPreflight, Grant } from "./grant.ts";
import { GrantedHeaders } from "./granted-headers.ts";
import { isSafeMethod } from "./method-name.ts";
import type { PolicyOptions, PolicyOverrides } from "./options.ts";
import { OriginMatcher, type OriginVerdict } from "./origin-matcher.ts";
import type { OriginRules } from "./origin-rules.ts";
import { isOwnRequest } from "./own-request.ts";
import { type BrandedPolicy, POLICY_BRAND, type Policy } from "./policy.ts";
import { PolicyError, type PolicyIssue } from "./policy-issue.ts";
import { type ParsedOptions, parseOptions } from "./policy-options.ts";
import type { CorsRequest } from "./request.ts";

/** Grants kept for origins that asked before; when full, all are dropped. It bounds what a stranger can make us hold. */
const MAX_GRANTS = 1024;

/** The one implementation of Policy. Everything that does not depend on the request is computed here, at definition. */
export class CompiledPolicy implements BrandedPolicy {
  readonly options: Readonly<PolicyOptions>;
  readonly warnings: readonly PolicyIssue[];
  readonly async: boolean;
  readonly lists: AllowedLists;
  readonly #parsed: ParsedOptions;
  readonly #answers: Answers;
  readonly #headers: GrantedHeaders;
  readonly #enforced: boolean;
  readonly #everybody: Grant | undefined;
  readonly #origins: OriginMatcher | undefined;
  readonly #accepted: OriginMatcher | undefined;
  readonly #grants = new Map<string, Grant>();
  #lastOrigin: string | undefined;
  #lastGrant: Grant | undefined;

  constructor(parsed: ParsedOptions, warnings: readonly PolicyIssue[], source: MethodSource) {
    const { origin, acceptFrom } = parsed;
    this.options = canonicalOptions(parsed);
    this.warnings = warnings;
    this.lists = new AllowedLists(parsed, source);
    this.#parsed = parsed;
    this.#headers = new GrantedHeaders(parsed, this.lists);
    this.#answers = createAnswers(parsed, this.#headers);
    this.#enforced = parsed.enforce !== "off";
    this.#everybody = origin === "*" ? this.#createGrant("*") : undefined;
    this.#origins = origin === "*" ? undefined : createMatcher(origin, parsed);
    this.#accepted = acceptFrom && createMatcher(acceptFrom, parsed);
    this.async = this.#origins?.async === true || this.#accepted?.async === true;
    Object.defineProperty(this, POLICY_BRAND, { value: true });
    Object.freeze(this); // private fields stay writable
  }

  /** @throws PolicyError with every error in `options`. */
  static define(options: unknown): CompiledPolicy {
    const issues: PolicyIssue[] = [];
    const parsed = parseOptions(options, (issue) => issues.push(issue));
    if (parsed === undefined || issues.some((issue) => issue.severity === "error")) {
      throw new PolicyError(issues);
    }
    return new CompiledPolicy(parsed, Object.freeze(issues), "options");
  }

  extend(overrides: PolicyOverrides): Policy {
    const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
    return CompiledPolicy.define({ ...this.options, ...Object.fromEntries(given) });
  }

  forMethods(methods: readonly string[]): Policy {
    return this.#withMethods(methods);
  }

  /** For a path that nobody routed: the usual methods, and the one a preflight asks for. */
  forUnroutedPath(): Policy {
    return this.#withMethods("unrouted");
  }

  decide(request: CorsRequest): Decision | Promise<Decision> {
    const { origin } = request;
    if (this.#everybody !== undefined) {
      return origin === undefined
        ? this.#decideWithoutOrigin(request)
        : this.#allow(request, origin, this.#everybody);
    }
    if (origin === undefined) return this.#decideWithoutOrigin(request);
    const grant = this.#findGrant(origin);
    if (grant !== undefined) return this.#allow(request, origin, grant);
    if (this.#origins?.async !== true) return this.#disallow(request, origin, "refused");
    const verdict = this.#origins.askFunctions(origin, request);
    return typeof verdict === "string"
      ? this.#conclude(request, origin, verdict)
      : verdict.then((settled) => this.#conclude(request, origin, settled));
  }

  #conclude(
    request: CorsRequest,
    origin: string,
    verdict: OriginVerdict,
  ): Decision | Promise<Decision> {
    // A function may change its mind, so its grants are not kept.
    return verdict === "allowed"
      ? this.#allow(request, origin, this.#createGrant(origin))
      : this.#disallow(request, origin, verdict);
  }

  #allow(request: CorsRequest, origin: string, grant: Grant): Decision | Promise<Decision> {
    const { method } = request;
    if (method === "OPTIONS") {
      const requestMethod = origin === "" ? "" : request.requestMethod;
      if (requestMethod === undefined || requestMethod === "") return grant.actual;
      return this.lists.constant
        ? grant.preflight
        : this.#createPreflight(request, requestMethod, grant.origin);
    }
    if (!this.#enforced || isSafeMethod(method) || this.lists.hasMethod(method))
      return grant.actual;
    if (request.upgrade === true) return grant.actual; // HTTP/2 handshakes are CONNECT, which no list holds
    const accepted = this.#accepts(request, origin);
    return typeof accepted === "string"
      ? this.#judgeUnlistedMethod(request, origin, grant, method, accepted)
      : accepted.then((verdict) =>
          this.#judgeUnlistedMethod(request, origin, grant, method, verdict),
        );
  }

  #judgeUnlistedMethod(
    request: CorsRequest,
    origin: string,
    grant: Grant,
    method: string,
    accepted: OriginVerdict,
  ): Decision {
    if (accepted === "allowed") return grant.actual;
    if (isOwnRequest(request, origin)) return grant.sameOrigin;
    const answer = this.#parsed.enforce === "unsafe-methods" ? 403 : undefined;
    return createListDecision(grant.actual, "method-not-allowed", method, answer);
  }

  #disallow(
    request: CorsRequest,
    origin: string,
    verdict: "refused" | "failed",
  ): Decision | Promise<Decision> {
    const { method } = request;
    if (method === "OPTIONS" && origin !== "") {
      const { requestMethod } = request;
      if (requestMethod !== undefined && requestMethod !== "") {
        return this.#answers[verdict].preflight;
      }
    }
    const accepted = this.#accepts(request, origin);
    return typeof accepted === "string"
      ? this.#enforce(request, origin, method, verdict, accepted)
      : accepted.then((settled) => this.#enforce(request, origin, method, verdict, settled));
  }

  #enforce(
    request: CorsRequest,
    origin: string,
    method: string,
    verdict: "refused" | "failed",
    accepted: OriginVerdict,
  ): Decision {
    if (accepted === "allowed") return this.#answers.accepted;
    if (isOwnRequest(request, origin)) return this.#answers.sameOrigin;
    const refusals: Refusals = this.#answers[accepted === "failed" ? "failed" : verdict];
    return isSafeMethod(method) && request.upgrade !== true ? refusals.readOnly : refusals.stopped;
  }

  #decideWithoutOrigin(request: CorsRequest): Decision {
    const { method } = request;
    if (!this.#enforced) return this.#answers.noOrigin;
    const { upgrade } = request;
    if (isSafeMethod(method) && upgrade !== true) return this.#answers.noOrigin;
    const everybodyMay =
      this.#everybody !== undefined && (upgrade === true || this.lists.hasMethod(method));
    return everybodyMay || isOwnRequest(request, undefined)
      ? this.#answers.noOrigin
      : this.#answers.noOriginRefused;
  }

  #accepts(request: CorsRequest, origin: string): OriginVerdict | Promise<OriginVerdict> {
    if (this.#accepted === undefined) return "refused";
    if (this.#accepted.matchesConstant(origin)) return "allowed";
    return this.#accepted.askFunctions(origin, request);
  }

  #findGrant(origin: string): Grant | undefined {
    if (origin === this.#lastOrigin) return this.#lastGrant;
    if (this.#origins?.matchesConstant(origin) !== true) return undefined;
    let grant = this.#grants.get(origin);
    if (grant === undefined) {
      grant = this.#createGrant(origin);
      if (this.#grants.size >= MAX_GRANTS) this.#grants.clear();
      this.#grants.set(origin, grant);
    }
    this.#lastOrigin = origin;
    this.#lastGrant = grant;
    return grant;
  }

  #createGrant(origin: string): Grant {
    return new Grant(origin, this.#headers, this.#parsed.origin === "*" ? "" : "Origin");
  }

  #createPreflight(request: CorsRequest, requestMethod: string, origin: string): Decision {
    const headers = this.#headers.preflight(origin, requestMethod, request.requestHeaders ?? "");
    const vary = this.#parsed.origin === "*" ? this.lists.vary : `Origin, ${this.lists.vary}`;
    return createPreflight(headers, vary);
  }

  #withMethods(source: MethodSource): Policy {
    return this.#parsed.methods === "auto"
      ? new CompiledPolicy(this.#parsed, this.warnings, source)
      : this;
  }
}

function createMatcher(rules: OriginRules, parsed: ParsedOptions): OriginMatcher {
  return new OriginMatcher(rules, {
    secureOnly: parsed.credentials && parsed.dangerously.allowInsecureOrigins !== true,
    timeout: parsed.originTimeout,
  });
}
