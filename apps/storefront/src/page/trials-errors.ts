import { hidden, reads, readsWithoutHandler, refused, stopped } from "./expectations.ts";
import { fetchReading, json } from "./fetching.ts";
import type { TrialGroup } from "./trial.ts";

export const errors: TrialGroup = {
  title: "When things go wrong",
  trials: [
    {
      id: "not-found",
      title: "No such address",
      method: "GET",
      path: "/nowhere",
      means: "fetch",
      expected: { listed: readsWithoutHandler(404, "GET"), unlisted: refused("GET") },
      run: (url) => fetchReading(url, {}),
    },
    {
      id: "unprocessable",
      title: "An order for nothing",
      method: "POST",
      path: "/orders",
      means: "fetch",
      expected: { listed: reads(422, "OPTIONS", "POST"), unlisted: stopped },
      run: (url) =>
        fetchReading(url, { method: "POST", ...json({ product: "peony", quantity: 0 }) }),
    },
    {
      id: "malformed",
      title: "JSON that breaks off",
      method: "POST",
      path: "/orders",
      means: "fetch",
      expected: { listed: readsWithoutHandler(400, "OPTIONS", "POST"), unlisted: stopped },
      run: (url) => fetchReading(url, { ...json({}), method: "POST", body: '{"product":' }),
    },
    {
      id: "fault",
      title: "A fault in the server",
      method: "GET",
      path: "/wilted",
      means: "fetch",
      expected: { listed: reads(500, "GET"), unlisted: hidden("GET") },
      run: (url) => fetchReading(url, {}),
    },
  ],
};
