/** A request to send. */
export interface Asked {
  /** Default: GET. */
  readonly method?: string;
  /** Default: `/`. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a browser asks before a page of `origin` sends `method`, with the `headers` it lists, to `path`. */
export function preflight(origin: string, method: string, path = "/", headers?: string): Asked {
  return {
    method: "OPTIONS",
    path,
    headers: {
      origin,
      "access-control-request-method": method,
      ...(headers !== undefined && { "access-control-request-headers": headers }),
    },
  };
}

/** A request of a page of `origin`. */
export function from(origin: string, path = "/", asked: Asked = {}): Asked {
  return { ...asked, path, headers: { ...asked.headers, origin } };
}
