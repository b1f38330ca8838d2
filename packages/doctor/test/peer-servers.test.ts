import { liveTransport } from "@corsage/browser/live";
import { expect, test } from "vitest";
import { check } from "../src/check.ts";
import { exitCodeOf, type Report } from "../src/finding.ts";
import { type Peer, peers } from "./peers.ts";
import { app } from "./planted-server.ts";

async function checkPeer(peer: Peer, fix: string | undefined): Promise<Report> {
  const { url, close } = await peer.start(fix);
  try {
    const transport = liveTransport();
    return await check(url, {
      origin: app,
      transport,
      init: peer.init,
      send: false,
      stack: peer.stack,
    });
  } finally {
    await close();
  }
}

test.each(peers)("$title: named, and mended by the fix that is printed", async (peer) => {
  const broken = await checkPeer(peer, undefined);
  const finding = broken.findings.find(({ code }) => code === peer.code);
  expect(broken.findings.map(({ code }) => code)).toContain(peer.code);
  expect(exitCodeOf(broken)).toBe(1);
  const mended = await checkPeer(peer, finding?.fix);
  expect(mended.findings).toEqual([]);
});
