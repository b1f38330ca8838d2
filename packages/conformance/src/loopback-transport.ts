import { lookup } from "node:dns";
import type { Transport } from "@corsage/browser";
import { liveTransport } from "@corsage/browser/live";

/** The model's way to servers of this machine: every name leads to the loopback interface, as in browsers. */
export const loopbackTransport: Transport = liveTransport({
  // A certificate of ours proves nothing to anybody.
  insecure: true,
  lookup: (_name, options, done) => lookup("127.0.0.1", options, done),
});
