import type { BrowserRun } from "./browser-run.ts";
import { EngineSocket } from "./engine-socket.ts";
import { RpcChannel } from "./rpc-channel.ts";
import type { WebKitOuterProtocol, WebKitProtocol } from "./webkit-protocol.ts";

/**
 * The way to the page. WebKit's inspector talks to a target, and a navigation to another site puts a new target,
 * in a new process, in the old one's place.
 */
export async function openWebKitChannel(
  run: BrowserRun,
  address: string,
): Promise<RpcChannel<WebKitProtocol>> {
  let current: string | undefined;
  const failure = run.error.bind(run);
  const outer = new RpcChannel<WebKitOuterProtocol>({ send: (text) => socket.send(text), failure });
  const sendTo = (targetId: string, message: string): void => {
    // A refusal means that the target is gone: its call then ends in silence, and who navigates asks again.
    outer.call("Target.sendMessageToTarget", { targetId, message }).catch(() => undefined);
  };
  const page = new RpcChannel<WebKitProtocol>({
    send: (text) => sendTo(current ?? "", text),
    failure,
  });
  const ready = new Promise<void>((resolve) => {
    outer.on("Target.targetCreated", ({ targetInfo: { targetId, isProvisional, isPaused } }) => {
      if (!isProvisional) current = targetId;
      // Fire and forget: a provisional target must be listening before it becomes the page.
      for (const message of enabling) sendTo(targetId, message);
      if (isPaused) outer.call("Target.resume", { targetId }).catch(() => undefined);
      if (!isProvisional) resolve();
    });
  });
  outer.on("Target.didCommitProvisionalTarget", ({ newTargetId }) => {
    current = newTargetId;
  });
  outer.on("Target.dispatchMessageFromTarget", ({ message }) => page.receive(message));
  const socket = new EngineSocket(address, {
    onText: (text) => outer.receive(text),
    onClose: () => {
      run.connectionLost(outer);
      run.connectionLost(page);
    },
  });
  await socket.opened;
  run.watch(outer);
  run.watch(page);
  await ready;
  return page;
}

/** Far from the numbers a channel counts: these answers find nobody waiting, as they should. */
const enabling = ["Page.enable", "Runtime.enable", "Console.enable", "Network.enable"].map(
  (method, i) => JSON.stringify({ id: -1 - i, method, params: {} }),
);
