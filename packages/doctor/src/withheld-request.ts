import type { Transport } from "@corsage/browser";
import { isSafeMethod } from "@corsage/core";

/** Stands for an answer that was never asked for: an unsafe request goes out only if the user said so. */
export class WithheldRequest extends Error {
  override readonly name = "WithheldRequest";
}

/** Lets safe requests and preflights through, and nothing else. */
export function safeTransport(transport: Transport): Transport {
  return (request) => {
    if (isSafeMethod(request.method)) return transport(request);
    throw new WithheldRequest(`${request.method} ${request.url}`);
  };
}
