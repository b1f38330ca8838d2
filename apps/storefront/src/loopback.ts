import type { Server } from "node:http";

/** The demo is for the machine it runs on. */
export const LOOPBACK = "127.0.0.1";

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

/** Has something listen on a port, and says plainly when the port is somebody else's. */
export async function claimPort(port: number, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw taken ? new PortTakenError(port) : error;
  }
}

/** The address that people type: `localhost`, because cookies and preflight caches know hosts by name. */
export function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port.");
  return `http://localhost:${address.port}`;
}

/** Port 0 means any that is free. */
export async function listen(server: Server, port: number): Promise<string> {
  await claimPort(
    port,
    () =>
      new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, LOOPBACK, resolve);
      }),
  );
  return originOf(server);
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections(); // a browser opens connections ahead of need, and those never end by themselves
  });
}
