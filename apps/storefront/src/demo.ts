import type { Server } from "node:http";
import { createApi } from "@corsage/fastify-api";
import { Ledger } from "@corsage/shop";
import type { ApiAddress, Guest, PageAddress, Setting } from "./page/setting.ts";
import { createPageServer } from "./page-server.ts";

/** Port 0 means any that is free. */
export interface DemoPorts {
  readonly listed: number;
  readonly unlisted: number;
  readonly fastify: number;
}

export interface Demo {
  readonly pages: readonly PageAddress[];
  readonly apis: readonly ApiAddress[];
  /** Frees every port. */
  close(): Promise<void>;
}

/** The numbers people see: `localhost:4000` calls `localhost:4001`, and `localhost:4666` may not. */
export const DEMO_PORTS: DemoPorts = { listed: 4000, unlisted: 4666, fastify: 4001 };
export const ANY_PORTS: DemoPorts = { listed: 0, unlisted: 0, fastify: 0 };

/** Thrown when somebody else listens already. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";
  readonly port: number;

  constructor(port: number) {
    super(
      `Port ${port} is taken: stop the program that listens there, or run \`npm run demo -- --any-port\`.`,
    );
    this.port = port;
  }
}

/** Starts the shop page on a listed and on an unlisted origin, and the API whose policy is written from their addresses. */
export async function startDemo(ports: DemoPorts): Promise<Demo> {
  const ledger = new Ledger();
  const pages: PageAddress[] = [];
  const apis: ApiAddress[] = [];
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closers.map((stop) => stop()));
  };

  const servePage = async (guest: Guest): Promise<string> => {
    const setting = (): Setting => ({ guest, pages, apis });
    const server = createPageServer({ setting, seen: (id) => ledger.read(id) });
    const origin = await listen(server, ports[guest]);
    pages.push({ guest, origin });
    closers.push(() => closeServer(server));
    return origin;
  };

  try {
    const listed = await servePage("listed");
    await servePage("unlisted");
    const api = await createApi({ pageOrigins: [listed], ledger });
    await api.ready();
    apis.push({ name: "Fastify", origin: await listen(api.server, ports.fastify) });
    closers.push(() => api.close());
  } catch (error) {
    await close();
    throw error;
  }
  return { pages, apis, close };
}

/** On the loopback only: the demo is for the machine it runs on. */
function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTakenError(port) : error);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://localhost:${actual}`);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections(); // a browser keeps its connections open for as long as it can
  });
}
