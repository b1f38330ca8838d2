import { everybody, hidden, opaque, reads, stopped } from "./expectations.ts";
import { fetchReading } from "./fetching.ts";
import type { TrialGroup } from "./trial.ts";

export const reading: TrialGroup = {
  title: "Reading",
  trials: [
    {
      id: "catalogue",
      title: "The public catalogue",
      method: "GET",
      path: "/catalogue",
      means: "fetch",
      expected: everybody(reads(200, "GET")),
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "orders",
      title: "The shop’s orders",
      method: "GET",
      path: "/orders",
      means: "fetch",
      expected: { listed: reads(200, "GET"), unlisted: hidden("GET") },
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "exposed",
      title: "Two response headers, one exposed",
      method: "GET",
      path: "/orders",
      means: "fetch",
      expected: { listed: reads(200, "GET"), unlisted: hidden("GET") },
      run: async (url) => {
        const { status, headers } = await fetch(url);
        const [count, server] = [headers.get("x-total-count"), headers.get("x-served-by")];
        return { status, gist: `x-total-count: ${count}, x-served-by: ${server ?? "hidden"}` };
      },
    },
    {
      id: "redirect",
      title: "A redirect on the way",
      method: "GET",
      path: "/orders/latest",
      means: "fetch",
      expected: { listed: reads(200, "GET", "GET"), unlisted: hidden("GET") },
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "no-cors",
      title: "no-cors, which is no cure",
      method: "GET",
      path: "/orders",
      means: "no-cors",
      expected: everybody(opaque("GET")),
      run: (url) => fetchReading(url, { mode: "no-cors" }),
    },
    {
      id: "unlisted-header",
      title: "A request header that nobody listed",
      method: "GET",
      path: "/orders",
      means: "fetch",
      expected: everybody(stopped),
      run: (url) => fetchReading(url, { headers: { "x-coupon": "spring" } }),
    },
  ],
};
