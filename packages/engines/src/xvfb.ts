import { Child } from "./child.ts";
import { EngineError } from "./engine-error.ts";

/** A display nobody sees: WebKitGTK has no headless mode. */
export interface Display {
  /** As in the environment variable `DISPLAY`. */
  readonly name: string;
  close(): Promise<void>;
}

/**
 * Ended kindly, the server removes its lock and socket; killed, it would not.
 * @throws EngineError `start` with the server's last words.
 */
export async function openDisplay(executable: string): Promise<Display> {
  const args = ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-ac"];
  const child = new Child({ command: executable, args, pipes: 1, endSignal: "SIGTERM" });
  // The server picks a free number by itself; picking one for it would be a race.
  const number = new Promise<string>((resolve) => {
    let text = "";
    child.process.stdio[3]?.on("data", (data: Buffer) => {
      text += data.toString("latin1");
      if (text.endsWith("\n")) resolve(text.trim());
    });
  });
  const failure = child.ended.then((sentence) => {
    throw new EngineError("webkit", "start", `Xvfb ${sentence}`);
  });
  try {
    return {
      name: `:${await Promise.race([number, failure])}`,
      close: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
