import type { Terminal } from "./terminal.ts";

/** Milliseconds before anybody wonders. */
const PATIENCE = 700;

/** Shows a line on a slow server, and takes it away again. Only where somebody is watching, never in pipes. */
export async function withProgress<T>(
  terminal: Terminal,
  what: string,
  work: Promise<T>,
): Promise<T> {
  if (!terminal.interactive) return work;
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    terminal.writeError(`${what} …`);
  }, PATIENCE);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (shown) terminal.writeError("\r\u001B[K");
  }
}
