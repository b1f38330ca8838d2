import type { EngineBehaviour } from "./engine.ts";
import type { Fault, Stage } from "./failure.ts";
import { headerValue, type HeaderLine } from "./header-lines.ts";

/** What the check needs to know about the request. */
export interface CorsSubject {
  /** As the request sent it: `null` after a redirect between other origins. */
  readonly origin: string;
  readonly withCredentials: boolean;
}

/** The answer that is checked. */
export interface CheckedAnswer {
  readonly headers: readonly HeaderLine[];
  readonly status: number;
}

const allowOrigin = "access-control-allow-origin";

/**
 * Why a value that is not the origin is not. The standard has one answer (not equal); the reason decides the
 * sentence Chromium prints, and the repair.
 */
function reasonOfMismatch(
  lines: readonly HeaderLine[],
  value: string,
  engine: EngineBehaviour,
): Fault["id"] {
  const counted = lines.filter(([name]) =>
    engine.countsCanonicalLinesOnly
      ? name === "Access-Control-Allow-Origin"
      : name.toLowerCase() === allowOrigin,
  );
  if (counted.length > 1) return "acao-duplicate";
  if (/[ ,]/.test(value)) return "acao-list";
  // `null` is a serialized origin, though no URL.
  return value === "null" || URL.canParse(value) ? "acao-mismatch" : "acao-invalid";
}

/** The last two steps of the check: compared byte for byte, so neither `True` nor `true, true`. */
function credentialsFault({ headers, status }: CheckedAnswer, stage: Stage): Fault | undefined {
  const value = headerValue(headers, "access-control-allow-credentials");
  return value === "true" ? undefined : { id: "credentials-not-true", stage, value, status };
}

/** https://fetch.spec.whatwg.org/#concept-cors-check, `undefined` for success. */
function firstFault(
  answer: CheckedAnswer,
  { origin, withCredentials }: CorsSubject,
  stage: Stage,
  engine: EngineBehaviour,
): Fault | undefined {
  const { headers, status } = answer;
  const value = headerValue(headers, allowOrigin);
  if (value === undefined) return { id: "acao-missing", stage, value, status };
  if (value === "*") {
    return withCredentials ? { id: "credentials-wildcard", stage, value, status } : undefined;
  }
  if (value !== origin) {
    return { id: reasonOfMismatch(headers, value, engine), stage, value, status };
  }
  return withCredentials ? credentialsFault(answer, stage) : undefined;
}

/** The check's fault and, behind a fault of the origin, the one of the credentials line. */
export function corsFaults(
  answer: CheckedAnswer,
  subject: CorsSubject,
  stage: Stage,
  engine: EngineBehaviour,
): readonly Fault[] {
  const first = firstFault(answer, subject, stage, engine);
  if (first === undefined) return [];
  const behind =
    subject.withCredentials && first.id !== "credentials-not-true"
      ? credentialsFault(answer, stage)
      : undefined;
  return behind === undefined ? [first] : [first, behind];
}
