import { VERSION_NEUTRAL, type VersioningOptions, VersioningType } from "@nestjs/common";
import type { Version } from "./handler-route.ts";

/** A request as far as its version is read from it. */
export interface VersionedRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * The version a request asks for, as both adapters read it: `VERSION_NEUTRAL` where it tells none, `undefined` where
 * the URL tells it or a custom extractor finds none.
 */
export function readVersion(
  request: VersionedRequest,
  versioning: VersioningOptions | undefined,
): unknown {
  switch (versioning?.type) {
    case VersioningType.HEADER:
      return request.headers[versioning.header.toLowerCase()] ?? VERSION_NEUTRAL;
    case VersioningType.MEDIA_TYPE:
      return readMediaTypeVersion(request.headers["accept"], versioning.key) ?? VERSION_NEUTRAL;
    case VersioningType.CUSTOM:
      return extractVersion(request, versioning.extractor);
    case VersioningType.URI:
    case undefined:
      return undefined;
  }
}

/** Whether a handler of `version` answers a request that asks for `asked`, as Express's version filter has it. */
export function acceptsVersion(version: Version | undefined, asked: unknown): boolean {
  if (version === undefined || version === VERSION_NEUTRAL) return true;
  const offered = [version].flat();
  return [asked].flat().some((one) => offered.some((other) => other === one));
}

/** `application/json;v=2` with the key `v=`: of the first media range that names one. */
function readMediaTypeVersion(
  accept: string | readonly string[] | undefined,
  key: string,
): string | undefined {
  const ranges = [accept ?? []].flat().flatMap((value) => splitOutsideQuotes(value, ","));
  for (const range of ranges) {
    const parameters = splitOutsideQuotes(range, ";").slice(1);
    const told = parameters.map((one) => one.trim()).find((one) => one.startsWith(key));
    if (told !== undefined) return unquote(told.slice(key.length));
  }
  return undefined;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "\\" && isQuoted) {
      part += character + text.charAt(index + 1);
      index += 1;
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  return [...parts, part];
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll(/\\([\s\S])/g, "$1")
    : text;
}

/** An extractor that throws fails the request itself, once the framework calls it. */
function extractVersion(request: object, extractor: (request: object) => unknown): unknown {
  try {
    return extractor(request);
  } catch {
    return undefined;
  }
}
