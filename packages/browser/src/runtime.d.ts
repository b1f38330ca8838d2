// The only things the model takes from its surroundings: what both browsers and Node have.
// `types: []` and a bare `lib` make `document`, `process` or `node:http` a compile error.

interface URL {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  username: string;
  password: string;
  hash: string;
}
declare const URL: {
  new (url: string, base?: string): URL;
  canParse(url: string, base?: string): boolean;
};

interface URLSearchParams {
  toString(): string;
}
interface Blob {
  readonly size: number;
  readonly type: string;
}
interface FormData {
  entries(): Iterable<readonly [string, unknown]>;
}
interface ReadableStream {
  readonly locked: boolean;
}
declare const ReadableStream: { readonly prototype: ReadableStream; new (): ReadableStream };

interface Headers extends Iterable<[string, string]> {
  get(name: string): string | null;
}
interface Response {
  readonly headers: Headers;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare const Response: {
  new (
    body?:
      | string
      | ArrayBuffer
      | Uint8Array
      | URLSearchParams
      | Blob
      | FormData
      | ReadableStream
      | null,
    init?: { status?: number; statusText?: string; headers?: Iterable<readonly [string, string]> },
  ): Response;
};
declare const TextEncoder: { new (): { encode(text: string): Uint8Array<ArrayBuffer> } };
