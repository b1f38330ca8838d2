import { setImmediate } from "node:timers/promises";

/** The process warnings that `act` causes. */
export async function collectWarnings(act: () => Promise<unknown>): Promise<readonly string[]> {
  const messages: string[] = [];
  const listen = (warning: Error): void =>
    void messages.push(`${warning.name}: ${warning.message}`);
  process.on("warning", listen);
  try {
    await act();
    await setImmediate(); // they are emitted on the next tick
    return messages;
  } finally {
    process.off("warning", listen);
  }
}
