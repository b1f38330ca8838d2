import { expect, test } from "vitest";
import { explain } from "../src/page/explain.ts";
import type { Sighting } from "../src/page/sighting.ts";
import type { Means, Outcome } from "../src/page/trial.ts";

const origin = "http://localhost:4000";

function sighting(fields: Partial<Sighting>): Sighting {
  return {
    method: "GET",
    path: "/",
    cookie: false,
    handlerRan: true,
    status: 200,
    answer: {},
    ...fields,
  };
}

function preflight(requestMethod: string, fields: Partial<Sighting>): Sighting {
  return sighting({ method: "OPTIONS", requestMethod, handlerRan: false, status: 204, ...fields });
}

interface Row {
  readonly title: string;
  readonly outcome: Outcome;
  readonly sightings: readonly Sighting[];
  readonly means?: Means;
  readonly why: string;
}

const rows: readonly Row[] = [
  {
    title: "a form let in",
    outcome: "opaque",
    means: "form",
    sightings: [sighting({ method: "POST", origin: "https://id.example" })],
    why: "A form asks for no permission, so only the API can refuse it. It lets https://id.example send here.",
  },
  {
    title: "a form refused",
    outcome: "opaque",
    means: "form",
    sightings: [sighting({ method: "POST", origin, status: 403, handlerRan: false })],
    why: "A form asks for no permission, so only the API can refuse it. http://localhost:4000 may not send here: 403, before the handler.",
  },
  {
    title: "nothing arrived",
    outcome: "blocked",
    sightings: [],
    why: "Nothing reached the API. Is it still running?",
  },
  {
    title: "read under *",
    outcome: "read",
    sightings: [sighting({ answer: { "access-control-allow-origin": "*" } })],
    why: "The answer says *: any page may read it.",
  },
  {
    title: "read by name, with cookies",
    outcome: "read",
    means: "fetch-credentialed",
    sightings: [sighting({ answer: { "access-control-allow-origin": origin } })],
    why: "The answer names this page’s origin and allows the cookie.",
  },
  {
    title: "read after asking",
    outcome: "read",
    sightings: [
      preflight("PUT", { answer: { "access-control-allow-origin": origin } }),
      sighting({ method: "PUT", answer: { "access-control-allow-origin": origin } }),
    ],
    why: "The browser asked first and was told yes. The answer names this page’s origin.",
  },
  {
    title: "an empty answer",
    outcome: "opaque",
    sightings: [sighting({})],
    why: "no-cors asks for no permission and so gets an empty answer: no status, no body. The API did the work.",
  },
  {
    title: "a preflight that names no origin",
    outcome: "blocked",
    sightings: [preflight("POST", { status: 403 })],
    why: "The browser asked first; the API said 403 and named no origin, for http://localhost:4000 is not on its list. The POST was never sent.",
  },
  {
    title: "a preflight without the method",
    outcome: "blocked",
    sightings: [
      preflight("PUT", {
        answer: {
          "access-control-allow-origin": origin,
          "access-control-allow-methods": "GET, HEAD, POST",
        },
      }),
    ],
    why: "The browser asked first; the API’s methods are GET, HEAD, POST. The PUT was never sent.",
  },
  {
    title: "a preflight without the header, for a method that needs no listing",
    outcome: "blocked",
    sightings: [
      preflight("GET", {
        requestHeaders: "content-type,x-coupon",
        answer: {
          "access-control-allow-origin": origin,
          "access-control-allow-headers": "content-type",
        },
      }),
    ],
    why: "The browser asked first; the API’s list of headers is content-type, without x-coupon. The GET was never sent.",
  },
  {
    title: "* with cookies",
    outcome: "blocked",
    means: "fetch-credentialed",
    sightings: [sighting({ cookie: true, answer: { "access-control-allow-origin": "*" } })],
    why: "The answer says *, which does not count for a request with cookies. The API did the work all the same, with the visitor’s cookie: CORS only hides answers.",
  },
  {
    title: "another origin's name",
    outcome: "blocked",
    sightings: [sighting({ answer: { "access-control-allow-origin": "https://a.example" } })],
    why: "The answer names https://a.example, not http://localhost:4000. The API did the work all the same: CORS only hides answers.",
  },
  {
    title: "refused by the API itself",
    outcome: "blocked",
    sightings: [sighting({ method: "POST", status: 403, handlerRan: false })],
    why: "The browser does not ask before sending this, so the API itself refused it: 403, before its handler.",
  },
  {
    title: "a redirect that names no origin",
    outcome: "blocked",
    sightings: [sighting({ status: 302, answer: { location: "/orders/1" } })],
    why: "The redirect names no origin, so the browser keeps it. The API did the work all the same: CORS only hides answers.",
  },
  {
    title: "no handler, no work",
    outcome: "blocked",
    sightings: [sighting({ status: 404, handlerRan: false })],
    why: "The answer names no origin, so the browser keeps it.",
  },
];

test.each(rows)("$title", ({ outcome, sightings, means = "fetch", why }) => {
  const handlerRan = sightings.some((seen) => seen.handlerRan);
  expect(explain({ outcome, sightings, handlerRan, origin, means })).toBe(why);
});
