import http from "node:http";
import type { AddressInfo } from "node:net";

/** Serves on loopback, calls `use` with the port, and closes whatever happens. */
export async function withServer<Result>(
  listener: http.RequestListener,
  use: (port: number) => Promise<Result>,
): Promise<Result> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(portOf(server));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** @throws Error where it listens on no TCP port. */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}
