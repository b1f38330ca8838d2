/** One request as the API's server saw it, told by the page's own server at `/seen/…`. */
export interface Sighting {
  readonly method: string;
  readonly path: string;
  readonly origin?: string;
  readonly requestMethod?: string;
  readonly requestHeaders?: string;
  readonly cookie: boolean;
  readonly handlerRan: boolean;
  readonly status?: number;
  readonly answer: Readonly<Record<string, string>>;
}

/** Only a preflight says which method it asks for. */
export function isPreflight(sighting: Sighting): boolean {
  return sighting.method === "OPTIONS" && sighting.requestMethod !== undefined;
}
