import { about, type App, type RowGroup } from "../row.ts";

/** Whether an unlisted Origin is the application's own page, by the host that was asked. */
export const enforcementByHost: RowGroup = ({ api, app }) => {
  const routes = [{ url: "/items", method: "POST" }] as const;
  const policy = { origin: app, methods: ["GET", "POST"] };

  const unaided: App = { cors: policy, routes };
  const told: App = { cors: { ...policy, selfOrigins: [api] }, routes };

  /** Who asked which host, and whether that is the application's own page. */
  interface Meeting {
    readonly title: string;
    readonly app?: App;
    readonly origin: string;
    readonly host: string;
    readonly site?: string;
    readonly own: boolean;
  }

  const meetings: readonly Meeting[] = [
    { title: "the host that was asked", origin: api, host: "api.example.com", own: true },
    {
      title: "the default port of https left out",
      origin: api,
      host: "api.example.com:443",
      own: true,
    },
    {
      title: "the default port of http left out",
      origin: "http://api.example.com",
      host: "api.example.com:80",
      own: true,
    },
    {
      title: "the same other port",
      origin: "https://api.example.com:8443",
      host: "api.example.com:8443",
      own: true,
    },
    { title: "a host asked in upper case", origin: api, host: "API.example.com", own: true },
    {
      title: "another port",
      origin: "https://api.example.com:8443",
      host: "api.example.com",
      own: false,
    },
    {
      title: "the default port of another scheme",
      origin: api,
      host: "api.example.com:80",
      own: false,
    },
    {
      title: "a host that only begins alike",
      origin: "https://api.example.com.evil.net",
      host: "api.example.com",
      own: false,
    },
    {
      title: "the page behind a proxy that rewrites Host",
      origin: api,
      host: "backend.internal",
      own: false,
    },
    {
      title: "an origin of the application's own behind such a proxy",
      app: told,
      origin: api,
      host: "backend.internal",
      own: true,
    },
    {
      title: "another origin behind such a proxy",
      app: told,
      origin: "https://evil.net",
      host: "backend.internal",
      own: false,
    },
    {
      title: "the host itself, where the application's own origins are told",
      app: told,
      origin: "https://backend.internal",
      host: "backend.internal",
      own: true,
    },
    {
      title: "an own origin that the browser calls same-origin",
      app: told,
      origin: api,
      host: "backend.internal",
      site: "same-origin",
      own: true,
    },
    {
      title: "an origin that is not the application's own though the browser calls it same-origin",
      app: told,
      origin: "https://evil.net",
      host: "backend.internal",
      site: "same-origin",
      own: false,
    },
    {
      title: "an own origin that the browser calls cross-site",
      app: told,
      origin: api,
      host: "api.example.com",
      site: "cross-site",
      own: false,
    },
  ];

  return meetings.flatMap(({ title, app: application = unaided, origin, host, site, own }) =>
    about(application, [
      {
        title: `a POST goes ${own ? "on" : "no further"} from ${title}`,
        request: {
          method: "POST",
          origin,
          headers: {
            host,
            "content-type": "text/plain",
            ...(site !== undefined && { "sec-fetch-site": site }),
          },
          body: "x",
        },
        decision: own ? "same-origin same-origin" : "actual origin-not-allowed",
        status: own ? 200 : 403,
        ran: own,
        sends: { vary: "Origin" },
      },
    ]),
  );
};
