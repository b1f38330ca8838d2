// `npm run bench:micro`: time and bytes of one decision. Mitata reports heap per call because the
// script runs node with --expose-gc.
import { definePolicy } from "@corsage/core";
import { bench, run } from "mitata";

const exact = definePolicy({ origin: ["https://app.example.com"], credentials: true });
const request = { method: "GET", origin: "https://app.example.com" };

bench("actual request, exact origin", () => exact.decide(request));

await run();
