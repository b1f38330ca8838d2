import { everybody, hidden, reads, stopped } from "./expectations.ts";
import { fetchReading, json } from "./fetching.ts";
import type { TrialGroup } from "./trial.ts";

export const cookies: TrialGroup = {
  title: "With the visitor’s cookie",
  trials: [
    {
      id: "login",
      title: "Sign in, and keep the cookie",
      method: "POST",
      path: "/login",
      means: "fetch-credentialed",
      expected: { listed: reads(200, "OPTIONS", "POST"), unlisted: stopped },
      run: (url) =>
        fetchReading(url, {
          method: "POST",
          credentials: "include",
          ...json({ email: "iris@example.com" }),
        }),
    },
    {
      id: "profile",
      title: "The visitor’s profile",
      method: "GET",
      path: "/profile",
      means: "fetch-credentialed",
      expected: { listed: reads(200, "GET"), unlisted: hidden("GET") },
      run: (url) => fetchReading(url, { credentials: "include" }),
    },
    {
      id: "profile-anonymous",
      title: "The profile, leaving the cookie at home",
      method: "GET",
      path: "/profile",
      means: "fetch",
      expected: { listed: reads(401, "GET"), unlisted: hidden("GET") },
      run: (url) => fetchReading(url, { credentials: "omit" }),
    },
    {
      id: "catalogue-credentialed",
      title: "The public catalogue, with cookies",
      method: "GET",
      path: "/catalogue",
      means: "fetch-credentialed",
      expected: everybody(hidden("GET")),
      run: (url) => fetchReading(url, { credentials: "include" }),
    },
  ],
};
