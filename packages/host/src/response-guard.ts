import { type GivenHeaders, headersOf, type RawResponse, type Ruling } from "./guarded-headers.ts";
import { memoOf } from "./request-memo.ts";
import type { Application, RawRequest, RequestView } from "./request-view.ts";

const RULING: unique symbol = Symbol("corsage.ruling");

interface Ruled {
  /** `null`: the response is guarded, and nothing of ours is to be said any more. */
  [RULING]?: Ruling | null;
}

/**
 * Makes a response carry exactly what a decision says, however its head comes to be written: by the framework, by
 * `writeHead` with any form of headers, by a stream's first byte, by a proxy's copy of an upstream. It acts at the last
 * moment, when everybody else has set what they want.
 *
 * One line per `access-control-*` header; `Vary` is merged. Guarding again replaces the ruling.
 */
export function guardResponse(response: RawResponse, ruling: Ruling): void {
  const ruled: Ruled = ruling.request.memo;
  const isGuarded = ruled[RULING] !== undefined;
  ruled[RULING] = ruling;
  if (!isGuarded && !inheritsGuard(response, ruling.request)) {
    response.writeHead = guardedWriteHead(response.writeHead, ruled);
  }
}

/**
 * Takes the guard off again, from the response to a request that turns out to be none of ours. Its `writeHead` stays,
 * because a library may have put its own around it by now.
 */
export function releaseResponse({ memo }: RequestView): void {
  const ruled: Ruled = memo;
  if (ruled[RULING] !== undefined) ruled[RULING] = null;
}

/** Ends a response that has no body, at once: nobody comes in between, so no guard is needed. */
export function answerGuarded(
  response: RawResponse & { end(): unknown },
  status: number,
  ruling: Ruling,
): void {
  response.writeHead(status, headersOf(response, ruling, undefined));
  response.end();
}

type WriteHead = RawResponse["writeHead"];

// It stays in place after the head is written: a head that Node refuses (a bad header value) is written again.
function guardedWriteHead(writeHead: WriteHead, ruled: Ruled): WriteHead {
  return function (this: RawResponse, status, second, third) {
    return writeRuled(writeHead, ruled, this, status, second, third);
  };
}

function writeRuled(
  writeHead: WriteHead,
  ruled: Ruled,
  response: RawResponse,
  status: number,
  second: string | GivenHeaders | undefined,
  third: GivenHeaders | undefined,
): unknown {
  const ruling = ruled[RULING];
  if (ruling === undefined || ruling === null) {
    return writeHead.call(response, status, second, third);
  }
  const hasReason = typeof second === "string";
  const headers = headersOf(response, ruling, hasReason ? third : (second ?? third));
  ruled[RULING] = null; // what is said need not be said again by a guard underneath
  try {
    return hasReason
      ? writeHead.call(response, status, second, headers)
      : writeHead.call(response, status, headers);
  } finally {
    ruled[RULING] = ruling;
  }
}

/** By which application a `writeHead` was put on the prototype of its responses. */
const OWNER: unique symbol = Symbol("corsage.owner");

interface InheritedWriteHead extends WriteHead {
  [OWNER]?: Application;
}

/**
 * Whether a response has its guard from the prototype that Express lets each application extend, which is seen to here:
 * https://expressjs.com/en/guide/overriding-express-api.html. A property of the response's own would cost more than all
 * the rest, for the reason that {@link memoOf} gives. A mounted application is no place for it: Express takes its
 * prototype off again when the request leaves it.
 */
function inheritsGuard(response: RawResponse, request: RequestView): boolean {
  const owner = ownerOf(response.writeHead);
  if (owner !== undefined) return owner.parent === undefined;
  const { application } = request;
  if (application === undefined || application.parent !== undefined) return false;
  const prototype = application.response;
  if (!Object.prototype.isPrototypeOf.call(prototype, response)) return false;
  if (ownerOf(prototype.writeHead) === undefined) {
    prototype.writeHead = inheritedWriteHead(prototype.writeHead, application);
  }
  return ownerOf(response.writeHead) !== undefined; // it has one of its own where a library was here before
}

function inheritedWriteHead(writeHead: WriteHead, application: Application): WriteHead {
  const inherited: InheritedWriteHead = function (
    this: RawResponse & { readonly req?: RawRequest },
    status,
    second,
    third,
  ) {
    const { req } = this;
    return req === undefined
      ? writeHead.call(this, status, second, third)
      : writeRuled(writeHead, memoOf(req), this, status, second, third);
  };
  inherited[OWNER] = application;
  return inherited;
}

function ownerOf(writeHead: InheritedWriteHead): Application | undefined {
  return writeHead[OWNER];
}
