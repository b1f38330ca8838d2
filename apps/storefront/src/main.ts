import { check } from "./check.ts";
import { ANY_PORTS, DEMO_PORTS, type Demo, type DemoPorts, startDemo } from "./demo.ts";
import { PortTakenError } from "./loopback.ts";
import { welcome } from "./welcome.ts";

const FLAGS = ["--check", "--any-port"];

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => !FLAGS.includes(flag));
if (unknown !== undefined) {
  console.error(`There is no option ${unknown}; there are ${FLAGS.join(" and ")}.`);
  process.exitCode = 1;
} else if (flags.includes("--check")) {
  await runCheck();
} else {
  await serve(flags.includes("--any-port") ? ANY_PORTS : DEMO_PORTS);
}

async function runCheck(): Promise<void> {
  const demo = await startDemo(ANY_PORTS); // a running demo keeps its own
  try {
    const { lines, failed } = await check(demo);
    console.log(lines.join("\n"));
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    await demo.close();
  }
}

async function serve(ports: DemoPorts): Promise<void> {
  let demo: Demo;
  try {
    demo = await startDemo(ports);
  } catch (error) {
    if (!(error instanceof PortTakenError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  // One Ctrl-C may arrive twice: from the terminal, and from npm, which passes it on. Only the first one closes; with
  // nothing left to do, the process then ends by itself, and with 0.
  let closing: Promise<void> | undefined;
  const close = (): void => void (closing ??= demo.close());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, close);
  if (process.env["npm_lifecycle_event"] !== undefined) closeWithParent(close);
  console.log(welcome(demo));
}

/**
 * npm runs a script in a shell, and whoever ends npm by a signal ends that shell, which passes nothing on: the demo
 * would keep its ports, and nobody would know who has them.
 */
function closeWithParent(close: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    close();
  }, 250);
  watch.unref();
}
