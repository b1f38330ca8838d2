import { reads, refused, stopped } from "./expectations.ts";
import { fetchReading, json } from "./fetching.ts";
import type { TrialGroup } from "./trial.ts";

const order = { product: "peony", quantity: 1 };

export const writing: TrialGroup = {
  title: "Writing",
  trials: [
    {
      id: "place",
      title: "Place an order",
      method: "POST",
      path: "/orders",
      means: "fetch",
      expected: { listed: reads(201, "OPTIONS", "POST"), unlisted: stopped },
      run: (url) => fetchReading(url, { method: "POST", ...json(order) }),
    },
    {
      id: "replace",
      title: "Replace an order",
      method: "PUT",
      path: "/orders/bouquet",
      means: "fetch",
      expected: { listed: reads(200, "OPTIONS", "PUT"), unlisted: stopped },
      run: (url) => fetchReading(url, { method: "PUT", ...json(order) }),
    },
    {
      id: "change",
      title: "Change an order",
      method: "PATCH",
      path: "/orders/1001",
      means: "fetch",
      expected: { listed: reads(200, "OPTIONS", "PATCH"), unlisted: stopped },
      run: (url) => fetchReading(url, { method: "PATCH", ...json({ quantity: 3 }) }),
    },
    {
      id: "cancel",
      title: "Cancel an order",
      method: "DELETE",
      path: "/orders/bouquet",
      means: "fetch",
      expected: { listed: reads(204, "OPTIONS", "DELETE"), unlisted: stopped },
      run: (url) => fetchReading(url, { method: "DELETE" }),
    },
    {
      id: "twice",
      title: "The same PUT twice, asked about once",
      method: "PUT",
      path: "/orders/twice",
      means: "fetch",
      expected: { listed: reads(200, "OPTIONS", "PUT", "PUT"), unlisted: stopped },
      run: async (url) => {
        await fetchReading(url, { method: "PUT", ...json(order) });
        return fetchReading(url, { method: "PUT", ...json(order) });
      },
    },
    {
      id: "note",
      title: "Plain text, which no browser asks about",
      method: "POST",
      path: "/orders/notes",
      means: "fetch",
      expected: { listed: reads(201, "POST"), unlisted: refused("POST") },
      run: (url) => fetchReading(url, { method: "POST", body: "With a ribbon, please." }),
    },
  ],
};
