const actions = new Set<() => void>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `action` when this process ends, by itself or by a signal, unless the returned function is called first.
 * Browsers outlive the process that started them, and so do their profile folders.
 */
export function atExit(action: () => void): () => void {
  if (actions.size === 0) {
    process.on("exit", runAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  actions.add(action);
  return () => {
    if (!actions.delete(action) || actions.size > 0) return;
    process.off("exit", runAll);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

function runAll(): void {
  // Last in, first out: a browser is killed before the folder is removed that was made for it.
  for (const action of [...actions].toReversed()) action();
  actions.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  runAll();
  process.off(signal, onSignal);
  // Listening took the signal's default away. Where nobody else listens, it is due now.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
