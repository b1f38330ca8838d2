/** Who takes part: rows are written over these, once for the wire and once for browsers on one machine. */
export interface Origins {
  /** The page every policy here lets read. */
  readonly app: string;
  /** Another page of the same site. */
  readonly admin: string;
  /** A page that no policy lists. */
  readonly other: string;
  /** A page that `previews` matches. */
  readonly preview: string;
  /** A pattern for previews. */
  readonly previews: string;
  /** The application under test, as the public sees it. */
  readonly api: string;
  /** The same application under another name, for redirects that leave the first. */
  readonly second: string;
}

/** As the public internet would have them. Browsers would need its names and certificates. */
export const publicOrigins: Origins = {
  app: "https://app.example.com",
  admin: "https://admin.example.com",
  other: "https://other.example.net",
  preview: "https://preview-7.example.com",
  previews: "https://preview-*.example.com",
  api: "https://api.example.com",
  second: "https://api.example.net",
};

/** Stands for the port of the application under test, which is not known before it listens. */
export const ownPort = "{port}";

/** The same by https; redirects would lead past the TLS in front. */
export function secureOrigins(pages: number): Origins {
  const { app, admin, other, preview, previews, api, second } = loopbackOrigins(pages);
  const secure = (origin: string): string => origin.replace("http:", "https:");
  return {
    app: secure(app),
    admin: secure(admin),
    other: secure(other),
    preview: secure(preview),
    previews: secure(previews),
    api: secure(api),
    second: secure(second),
  };
}

/** As browsers reach them without any network: every name under `localhost` is the loopback interface. */
export function loopbackOrigins(pages: number): Origins {
  return {
    app: `http://app.localhost:${pages}`,
    admin: `http://admin.localhost:${pages}`,
    other: `http://other.localhost:${pages}`,
    preview: `http://preview-7.localhost:${pages}`,
    previews: `http://preview-*.localhost:${pages}`,
    api: `http://api.localhost:${ownPort}`,
    second: `http://second.localhost:${ownPort}`,
  };
}
