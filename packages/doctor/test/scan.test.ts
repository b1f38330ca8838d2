import { liveTransport } from "@corsage/browser/live";
import { expect, test } from "vitest";
import { Prober } from "../src/exchange.ts";
import { scan } from "../src/scan.ts";
import { answerWith, app, startServer } from "./planted-server.ts";

const allowIf = (isAllowed: (origin: string, host: string) => boolean) =>
  answerWith({
    actual: ({ headers: { origin = "", host = "" } }) => [
      200,
      isAllowed(origin, host.replace(/:\d+$/, "")) ? ["access-control-allow-origin", origin] : [],
    ],
  });

test.each([
  { title: "exact origins", isAllowed: (origin: string) => origin === app, codes: [] },
  { title: "any origin ends the scan at once", isAllowed: () => true, codes: ["scan-reflection"] },
  { title: "null", isAllowed: (origin: string) => origin === "null", codes: ["scan-null"] },
  {
    title: "a compared start",
    isAllowed: (origin: string, host: string) => origin.startsWith(`http://${host}.`),
    codes: ["scan-prefix"],
  },
  {
    title: "a compared end",
    isAllowed: (origin: string, host: string) =>
      origin.endsWith(host) && !origin.endsWith(`.${host}`) && !origin.endsWith(`/${host}`),
    codes: ["scan-suffix"],
  },
  {
    title: "any port",
    isAllowed: (origin: string, host: string) =>
      /^:\d+$/.test(origin.replace(`http://${host}`, "")),
    codes: ["scan-port"],
  },
  {
    title: "the other scheme",
    isAllowed: (origin: string, host: string) => origin === `https://${host}`,
    codes: ["scan-scheme"],
  },
  {
    title: "a hosting service",
    isAllowed: (origin: string) => origin.endsWith(".github.io"),
    codes: ["scan-third-party"],
  },
])("scan finds: $title", async ({ isAllowed, codes }) => {
  const server = await startServer(allowIf(isAllowed));
  try {
    const report = await scan(server.url, new Prober(liveTransport()));
    expect(report.findings.map((finding) => finding.code)).toEqual(codes);
  } finally {
    await server.close();
  }
});
