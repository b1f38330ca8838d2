import {
  everybody,
  hidden,
  opaque,
  opaqueRefusal,
  reads,
  refused,
  stopped,
} from "./expectations.ts";
import { fetchReading, json } from "./fetching.ts";
import { postForm } from "./form-post.ts";
import type { TrialGroup } from "./trial.ts";

export const lists: TrialGroup = {
  title: "Routes with a list of their own",
  trials: [
    {
      id: "stock",
      title: "The stock, for the back office",
      method: "GET",
      path: "/admin/stock",
      means: "fetch",
      expected: { listed: hidden("GET"), unlisted: hidden("GET"), admin: reads(200, "GET") },
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "restock",
      title: "New stock, from the back office",
      method: "PUT",
      path: "/admin/stock/peony",
      means: "fetch",
      expected: { listed: stopped, unlisted: stopped, admin: reads(200, "OPTIONS", "PUT") },
      run: (url) => fetchReading(url, { method: "PUT", ...json({ count: 12 }) }),
    },
    {
      id: "prices",
      title: "Wholesale prices, for partners",
      method: "GET",
      path: "/partners/prices",
      means: "fetch",
      expected: { listed: hidden("GET"), unlisted: hidden("GET"), partner: reads(200, "GET") },
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "recount",
      title: "A route for no other origin",
      method: "POST",
      path: "/admin/recount",
      means: "fetch",
      expected: everybody(refused("POST")),
      run: (url) => fetchReading(url, { method: "POST", body: "now" }),
    },
    {
      id: "forecast",
      title: "Another service, passed on untouched",
      method: "GET",
      path: "/forecast/",
      means: "fetch",
      expected: everybody(reads(200, "GET")),
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "form",
      title: "A form post from this page",
      method: "POST",
      path: "/login/callback",
      means: "form",
      expected: { listed: opaque("POST"), unlisted: opaqueRefusal("POST") },
      run: (url) => postForm(url, location.origin),
    },
    {
      id: "identity",
      title: "The identity provider’s form post",
      method: "POST",
      path: "/login/callback",
      means: "form",
      expected: everybody(opaque("POST")),
      run: (url, { identity }) => postForm(url, identity),
    },
  ],
};
