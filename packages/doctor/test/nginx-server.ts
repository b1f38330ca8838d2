import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether nginx can be started. A machine without it is announced; with `CI=true` it is a failure. */
export function hasNginx(): boolean {
  if (spawnSync("nginx", ["-v"]).error === undefined) return true;
  if (process.env["CI"] === "true")
    throw new Error("nginx is not installed: apt-get install nginx-light");
  console.warn(
    "\n!!! NOT TESTED against nginx: it is not installed (apt-get install nginx-light)\n",
  );
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

/** What stands in `http { … }` and in `server { … }`. */
export interface NginxConfiguration {
  readonly http: string;
  readonly server: string;
}

/** A real nginx on a free port, in a folder of its own. */
export async function startNginx({ http, server }: NginxConfiguration): Promise<{
  url: string;
  close(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "corsage-nginx-"));
  const port = await freePort();
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr;\nevents {}\n` +
      `http {\naccess_log off;\n${paths}\n${http}\nserver {\nlisten 127.0.0.1:${port};\n${server}\n}\n}\n`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const url = `http://127.0.0.1:${port}/orders`;
  for (let attempt = 0; ; attempt += 1) {
    // The server says nothing when it is ready, so it is asked.
    // oxlint-disable no-await-in-loop
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (child.exitCode !== null || attempt > 200)
      throw new Error(`nginx did not start: ${complaints}`);
    await sleep(25);
    // oxlint-enable no-await-in-loop
  }
  return {
    url,
    async close() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
