/** Why a browser says no, in the words of whoever has to mend it. Ranked by how often people meet them. */
export type CauseCode =
  | "acao-missing"
  | "preflight-not-ok-auth"
  | "preflight-404-405"
  | "wildcard-with-credentials"
  | "acao-multiple"
  | "error-response-without-cors"
  | "header-not-allowed"
  | "origin-mismatch"
  | "preflight-redirect"
  | "method-not-allowed"
  | "acac-missing"
  | "preflight-only-headers"
  | "route-cors-no-options"
  | "redirect-drops-origin"
  | "acah-star-authorization"
  | "wildcards-literal-with-credentials"
  | "method-case"
  | "invalid-token"
  | "add-header-inheritance"
  | "local-network"
  | "mixed-content"
  | "unsupported-scheme"
  | "request-mode"
  | "content-security-policy"
  | "resource-policy"
  | "network"
  | "reason-elsewhere";

export interface Cause {
  readonly title: string;
  readonly why: string;
  /** Which side must change. */
  readonly change: "server" | "page" | "neither";
}

export const CAUSES: Readonly<Record<CauseCode, Cause>> = {
  "acao-missing": {
    title: "The answer has no Access-Control-Allow-Origin",
    why: "Nothing sets CORS headers for this route, or the origin is not on the list and the server rightly said nothing. Unless it was a preflight, the server has already run the request.",
    change: "server",
  },
  "preflight-not-ok-auth": {
    title: "The preflight is asked to log in",
    why: "A preflight never carries cookies or Authorization. A guard, an API-key check or a rate limit that runs before CORS rejects it.",
    change: "server",
  },
  "preflight-404-405": {
    title: "Nobody answers OPTIONS",
    why: "The path answers other methods, but no route or layer answers the preflight.",
    change: "server",
  },
  "wildcard-with-credentials": {
    title: "* does not count for requests with credentials",
    why: 'With credentials: "include" the browser wants the exact origin. Reflecting whatever origin asks is no way out: any site could then act as the user.',
    change: "server",
  },
  "acao-multiple": {
    title: "Two layers set Access-Control-Allow-Origin",
    why: "The application and a proxy each add it, or one lists several origins. Browsers take one value only, even if both are equal.",
    change: "server",
  },
  "error-response-without-cors": {
    title: "An error hides behind CORS",
    why: "The fault is the error itself. The error path skipped the CORS layer, so the page is shown a CORS failure in its place.",
    change: "server",
  },
  "header-not-allowed": {
    title: "A request header is not allowed",
    why: "The page, or a library it uses, sends a header that the preflight's answer does not list. content-type counts when the body is JSON.",
    change: "server",
  },
  "origin-mismatch": {
    title: "Another origin is allowed, not this one",
    why: "Browsers compare byte by byte: scheme, host and port, without a slash at the end. One fixed value cannot serve several front ends.",
    change: "server",
  },
  "preflight-redirect": {
    title: "The preflight is redirected",
    why: "Browsers do not follow redirects of preflights: http to https, a missing slash, www, a login page.",
    change: "page",
  },
  "method-not-allowed": {
    title: "The method is not allowed",
    why: "The preflight's answer does not list it. Many libraries list only GET, HEAD and POST.",
    change: "server",
  },
  "acac-missing": {
    title: "Credentials are not allowed",
    why: 'With credentials: "include" both the preflight\'s answer and the answer itself must say Access-Control-Allow-Credentials: true, once, in lower case.',
    change: "server",
  },
  "preflight-only-headers": {
    title: "Only the preflight is answered with CORS headers",
    why: "The preflight passes, but the answer that counts lacks Access-Control-Allow-Origin. The headers are set for OPTIONS alone.",
    change: "server",
  },
  "route-cors-no-options": {
    title: "OPTIONS is answered, but not by CORS",
    why: "What answers is the framework's default or the application itself, without CORS headers: CORS stands on the handlers of other methods alone, or nowhere.",
    change: "server",
  },
  "redirect-drops-origin": {
    title: "A redirect leads to another origin",
    why: "After a redirect from one foreign origin to another, the browser sends Origin: null, which no list should hold. Often it is a redirect to a login page.",
    change: "server",
  },
  "acah-star-authorization": {
    title: "* is not meant to cover authorization",
    why: "It passes in today's browsers, against the standard. List it by name.",
    change: "server",
  },
  "wildcards-literal-with-credentials": {
    title: "* in lists does not count for requests with credentials",
    why: "With credentials, * is a literal name in the lists of methods and headers.",
    change: "server",
  },
  "method-case": {
    title: "The method's case differs",
    why: "Browsers turn get, post, put, delete, head and options into upper case, but not patch; the names in the server's list are compared as they stand.",
    change: "page",
  },
  "invalid-token": {
    title: "A list in the preflight's answer cannot be read",
    why: "Names are separated by commas, without quotes. One bad member spoils the whole list.",
    change: "server",
  },
  "add-header-inheritance": {
    title: "nginx drops the inherited CORS headers here",
    why: "Other answers of this server carry them, this one does not. nginx inherits add_header only into a block that has none of its own: one line for another header, in a location or an if, drops them all.",
    change: "server",
  },
  "local-network": {
    title: "This is not CORS: the user must permit local network access",
    why: "The page is less local than the server it calls. Chromium asks the user; a refusal never reaches the server, and no header changes it.",
    change: "neither",
  },
  "mixed-content": {
    title: "This is not CORS: an https page may not call http",
    why: "The browser stops the request before it is sent.",
    change: "server",
  },
  "unsupported-scheme": {
    title: "Only http and https can be called",
    why: "The URL has another scheme. A page opened from a file sends Origin: null; serve it from a local server.",
    change: "page",
  },
  "request-mode": {
    title: "The page's own call forbids it",
    why: "What it asks for is not allowed across origins, or not at all: its method, mode, redirect option or URL. Nothing was wrong with the server.",
    change: "page",
  },
  "content-security-policy": {
    title: "This is not CORS: the page's own Content-Security-Policy forbids the call",
    why: "The request never left the page. Its connect-src lists where scripts may connect to.",
    change: "page",
  },
  "resource-policy": {
    title: "This is not CORS: the answer may not be embedded here",
    why: "Cross-Origin-Resource-Policy on the answer, or opaque response blocking, keeps it from a page that asked without CORS, or that embeds only what agrees to it (COEP).",
    change: "server",
  },
  "reason-elsewhere": {
    title: "This line does not say why",
    why: "Scripts are never told why a request failed: the reason stands in the developer console alone, in a line of its own.",
    change: "neither",
  },
  network: {
    title: "This is not CORS: no answer arrived",
    why: "The server is down, unreachable, has a bad certificate, or something on the way (an ad blocker, a proxy) stopped the request. Firefox words it as CORS all the same.",
    change: "neither",
  },
};
