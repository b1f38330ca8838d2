// `npm run soak`: hostile traffic against every adapter, and the memory that stays.
//   --minutes N    altogether (10)
import { parseArgs } from "node:util";
import { soak } from "./soak.ts";

const { values } = parseArgs({ options: { minutes: { type: "string" } } });
const FRAMEWORKS = ["node", "express", "fastify", "nest-express", "nest-fastify"] as const;
const seconds = (Number(values.minutes ?? 10) * 60) / FRAMEWORKS.length;

console.log(`${seconds.toFixed(0)} seconds each`);
for (const framework of FRAMEWORKS) {
  // oxlint-disable-next-line no-await-in-loop -- they would share the machine
  const { requests, bytesPerRequest, isFlat } = await soak(framework, "everything", seconds);
  const figures = [requests.toLocaleString("en"), bytesPerRequest.toFixed(2)];
  const columns = figures.map((figure) => figure.padStart(12)).join("");
  console.log(framework.padEnd(14), columns, "bytes per request", isFlat ? "flat" : "GROWS");
  if (!isFlat) process.exitCode = 1;
}
