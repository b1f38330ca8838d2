import { launchChromium } from "./chromium.ts";
import type { Chromium, Engine, EngineName, LaunchOptions } from "./engine.ts";
import { EngineError } from "./engine-error.ts";
import { launchFirefox } from "./firefox.ts";
import { launchWebKit } from "./webkit.ts";

/**
 * Starts a browser without a window and with a fresh profile. A start that fails is tried once more: on a busy
 * machine the first one may just have been too slow.
 * @throws EngineError `not-installed`, or `start` with the browser's last words.
 */
export function launch(engine: "chromium", options?: LaunchOptions): Promise<Chromium>;
export function launch(engine: EngineName, options?: LaunchOptions): Promise<Engine>;
export async function launch(engine: EngineName, options: LaunchOptions = {}): Promise<Engine> {
  try {
    return await launchers[engine](options);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === "not-installed") throw error;
    return launchers[engine](options);
  }
}

const launchers: Readonly<Record<EngineName, (options: LaunchOptions) => Promise<Engine>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
};
