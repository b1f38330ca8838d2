import type { Server } from "node:http";
import { createApi } from "@corsage/fastify-api";
import { createApi as createNestApi } from "@corsage/nest-api";
import { createForecast, Ledger, type LedgerEntry } from "@corsage/shop";
import { claimPort, closeServer, listen, LOOPBACK, originOf } from "./loopback.ts";
import type { ApiAddress, PageAddress, Setting } from "./page/setting.ts";
import { createPageServer } from "./page-server.ts";

/** Port 0 means any that is free. */
export interface DemoPorts {
  readonly listed: number;
  readonly unlisted: number;
  readonly fastify: number;
  readonly nestOnFastify: number;
  readonly nestOnExpress: number;
}

export interface Demo {
  readonly pages: readonly PageAddress[];
  readonly apis: readonly ApiAddress[];
  /** Frees every port. */
  close(): Promise<void>;
}

/** The numbers people see: `localhost:4000` calls `localhost:4001` to `4003`, and `localhost:4666` may not. */
export const DEMO_PORTS: DemoPorts = {
  listed: 4000,
  unlisted: 4666,
  fastify: 4001,
  nestOnFastify: 4002,
  nestOnExpress: 4003,
};
export const ANY_PORTS: DemoPorts = {
  listed: 0,
  unlisted: 0,
  fastify: 0,
  nestOnFastify: 0,
  nestOnExpress: 0,
};

const NESTS = [
  { name: "Nest on Fastify", platform: "fastify", port: "nestOnFastify" },
  { name: "Nest on Express", platform: "express", port: "nestOnExpress" },
] as const;

/**
 * Starts the shop page on its own origin and on a stranger's, and the APIs whose policies are written from their
 * addresses. The back office, the partner and the identity provider are other names of the shop page's server:
 * every `*.localhost` leads to this machine, and is an origin of its own.
 */
export async function startDemo(ports: DemoPorts): Promise<Demo> {
  const ledger = new Ledger();
  const pages: PageAddress[] = [];
  const apis: ApiAddress[] = [];
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closers.map((stop) => stop()));
  };
  const start = async (server: Server, port: number): Promise<string> => {
    const origin = await listen(server, port);
    closers.push(() => closeServer(server));
    return origin;
  };
  let identity = "";
  const setting = (host: string): Setting => {
    const page = pages.find(({ origin }) => origin === `http://${host}`);
    return { guest: page?.guest ?? "unlisted", pages, identity, apis };
  };
  const seen = (id: string): readonly LedgerEntry[] => ledger.read(id);

  try {
    const shop = await start(createPageServer({ setting, seen }), ports.listed);
    const stranger = await start(createPageServer({ setting, seen }), ports.unlisted);
    const [admin, partner] = [named("admin", shop), named("partner", shop)];
    identity = named("id", shop);
    pages.push(
      { guest: "listed", origin: shop },
      { guest: "unlisted", origin: stranger },
      { guest: "admin", origin: admin },
      { guest: "partner", origin: partner },
    );
    const forecast = await start(createForecast(), 0);
    const guests = { shop: [shop], admin: [admin], partners: [partner], identity: [identity] };
    const api = await createApi({ guests, forecast, ledger });
    closers.push(() => api.close());
    await claimPort(ports.fastify, () => api.listen({ port: ports.fastify, host: LOOPBACK }));
    apis.push({ name: "Fastify", origin: originOf(api.server) });
    for (const { name, platform, port } of NESTS) {
      // oxlint-disable no-await-in-loop -- in the order in which they are shown
      const nest = await createNestApi(platform, { guests, forecast, ledger });
      closers.push(() => nest.close());
      await claimPort(ports[port], () => nest.listen(ports[port], LOOPBACK));
      // oxlint-enable no-await-in-loop
      apis.push({ name, origin: originOf(nest.getHttpServer()) });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { pages, apis, close };
}

function named(name: string, origin: string): string {
  return origin.replace("localhost", `${name}.localhost`);
}
