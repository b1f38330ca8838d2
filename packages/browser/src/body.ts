/** What a page can give as a body. */
export type PageBody =
  | string
  | URLSearchParams
  | FormData
  | Blob
  | ArrayBuffer
  | Uint8Array<ArrayBuffer>
  | ReadableStream;

/** A body as the standard extracts it: its bytes, the type it brings, and whether it can be sent twice. */
export interface ExtractedBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string | undefined;
  /** A stream has no source: it forces a preflight and cannot follow a redirect that keeps it. */
  readonly streamed: boolean;
}

/**
 * https://fetch.spec.whatwg.org/#concept-bodyinit-extract, done by the surrounding runtime's own `Response`:
 * boundaries, charsets and Blob types are then its business, not a copy of it here.
 */
export async function extractBody(body: PageBody): Promise<ExtractedBody> {
  const response = new Response(body);
  const type = response.headers.get("content-type") ?? undefined;
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    type,
    streamed: body instanceof ReadableStream,
  };
}
