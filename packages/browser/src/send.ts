import type { Fault } from "./failure.ts";
import type { Journey } from "./journey.ts";
import { failed } from "./report.ts";
import type { Trace } from "./trace.ts";
import type { WireRequest, WireResponse } from "./transport.ts";

/** One request and its answer, or the end of the journey when there is none. */
export async function exchange(
  journey: Journey,
  request: WireRequest,
): Promise<{ readonly request: WireRequest; readonly response: WireResponse } | Trace> {
  try {
    return { request, response: await journey.page.transport(request) };
  } catch (error) {
    journey.steps.push({ kind: "lost", request, error });
    const fault: Fault = {
      id: "network",
      stage: "network",
      value: error instanceof Error ? error.message : String(error),
    };
    return failed(journey, [fault], () => fault);
  }
}
