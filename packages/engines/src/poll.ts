import { setTimeout as sleep } from "node:timers/promises";

/** Asks `probe` every `everyMs` until it gives something, for at most `timeoutMs`; then `undefined`. */
export async function poll<T>(
  probe: () => T | undefined | Promise<T | undefined>,
  { everyMs, timeoutMs }: { everyMs: number; timeoutMs: number },
): Promise<T | undefined> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what polling is
    const found = await probe();
    if (found !== undefined || performance.now() > end) return found;
    // oxlint-disable-next-line no-await-in-loop
    await sleep(everyMs);
  }
}
