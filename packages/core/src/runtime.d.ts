// The only things core takes from its surroundings: what every JavaScript runtime has.
// `types: []` and a bare `lib` make any other global a compile error.

interface ParsedUrl {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
}
declare const URL: { new (url: string): ParsedUrl; canParse(url: string): boolean };

declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;
