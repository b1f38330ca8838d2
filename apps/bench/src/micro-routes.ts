import type { RouteCors } from "@corsage/core";
import { attachCors, corsPlugin } from "@corsage/fastify/manual";
import { ORIGIN } from "./matrix.ts";
import { createResponse, FakeFastifyRequest, FakeReply, FakeRequest } from "./micro-exchange.ts";
import { asFastifyHook, captureHook } from "./micro-fastify.ts";
import { type Benchmark, benchmark } from "./micro-measure.ts";

const SIZES: readonly { readonly routes: number; readonly policies: number }[] = [
  { routes: 10, policies: 1 },
  { routes: 1000, policies: 1 },
  { routes: 1000, policies: 1000 },
  { routes: 10_000, policies: 1 },
];

/**
 * Preflights, for which the route has to be found that the request will reach: each route in turn. One by one, so that
 * no application is there while another is measured.
 */
export async function* routeBenchmarks(): AsyncGenerator<Benchmark> {
  for (const { routes, policies } of SIZES) {
    // oxlint-disable-next-line no-await-in-loop -- each has to start
    const hook = asFastifyHook(await captureHookOf(routes, policies));
    const title = `${routes.toLocaleString("en")} routes, ${policies.toLocaleString("en")} policies`;
    yield benchmark(title, "preflight", {
      make: (index) => {
        const raw = new FakeRequest("preflight", `/items${(index * 7919) % routes}/${index}`);
        const reply = new FakeReply(createResponse(raw));
        return { request: new FakeFastifyRequest(raw), reply };
      },
      run: ({ request, reply }) => hook(request, reply, () => undefined),
      batch: 400,
    });
  }
}

function captureHookOf(routes: number, policies: number): Promise<unknown> {
  const own: readonly RouteCors[] = Array.from({ length: policies }, (_, index) => ({
    origin: [ORIGIN, `https://app${index}.example.org`],
  }));
  return captureHook(async (app) => {
    attachCors(app);
    await app.register(corsPlugin, { origin: [ORIGIN] });
    for (let index = 0; index < routes; index += 1) {
      const cors = policies > 1 ? own[index % policies] : undefined;
      app.get(`/items${index}/:id`, cors === undefined ? {} : { cors }, () => "");
    }
  });
}
