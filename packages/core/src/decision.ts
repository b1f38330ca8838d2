interface DecisionFields {
  /** Lower-case names, one value each, frozen; never `vary`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Field names to merge into `Vary`, joined by `, `; `''` for none. */
  readonly vary: string;
  /** The status to answer with instead of running the application; `undefined`: go on. */
  readonly answer: 204 | 403 | 503 | undefined;
}

export interface NoOriginDecision extends DecisionFields {
  readonly kind: "no-origin";
  readonly allowed: true;
  readonly code: "no-origin";
}

/** The application's own page, or the user: CORS has no say, nothing is granted and nothing refused. */
export interface SameOriginDecision extends DecisionFields {
  readonly kind: "same-origin";
  readonly allowed: true;
  readonly code: "same-origin";
}

export interface AllowedDecision extends DecisionFields {
  readonly kind: "preflight" | "actual";
  readonly allowed: true;
  readonly code: "allowed";
}

/** `acceptFrom`: the request runs, the page may not read the answer. */
export interface AcceptedDecision extends DecisionFields {
  readonly kind: "actual";
  readonly allowed: false;
  readonly code: "accepted-unreadable";
}

export interface OriginDecision extends DecisionFields {
  readonly kind: "preflight" | "actual" | "no-origin";
  readonly allowed: false;
  readonly code: "origin-not-allowed" | "origin-check-failed" | "cross-site-without-origin";
}

/** The origin is allowed; `subject` is the method or header name that is not. */
export interface ListDecision extends DecisionFields {
  readonly kind: "preflight" | "actual";
  readonly allowed: false;
  readonly code: "method-not-allowed" | "header-not-allowed";
  readonly subject: string;
}

/** A policy applied to one request. */
export type Decision =
  | NoOriginDecision
  | SameOriginDecision
  | AllowedDecision
  | AcceptedDecision
  | OriginDecision
  | ListDecision;

export type DecisionCode = Decision["code"];
