import { liveTransport } from "@corsage/browser/live";
import { expect, test } from "vitest";
import { check } from "../src/check.ts";
import { exitCodeOf, type Report } from "../src/finding.ts";
import { type Peer, peers } from "./peers.ts";
import { app } from "./planted-server.ts";

// The middleware warns of every refusal, and most probes are one.
process.removeAllListeners("warning");

/** The stack is not said: what answers must tell it. */
async function checkPeer(peer: Peer, fix: string | undefined): Promise<Report> {
  const { url, close } = await peer.start(fix);
  try {
    return await check(url, {
      origin: app,
      transport: liveTransport(),
      init: peer.init,
      send: false,
      stack: undefined,
    });
  } finally {
    await close();
  }
}

test.each(peers)("$title: named, and mended by every fix that is printed", async (peer) => {
  const broken = await checkPeer(peer, undefined);
  expect(broken.findings.map(({ code }) => code)).toEqual(peer.codes);
  expect(exitCodeOf(broken)).toBe(1);
  expect(broken.details.at(-1)).toEqual({
    title: "fixes",
    lines: [`written for ${peer.stack} (told by the server's answers); --for chooses another`],
  });
  for (const fix of new Set(broken.findings.map((finding) => finding.fix))) {
    // oxlint-disable-next-line no-await-in-loop -- the servers share a terminal for their logs
    const mended = await checkPeer(peer, fix);
    expect(mended.findings).toEqual([]);
    expect(mended.outcome).toMatch(/^(?:readable|unsent)$/);
  }
});
