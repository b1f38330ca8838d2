import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

// The same tests and the same sources; only what they import from Nest is another major version. What needs packages
// that were made for Nest 12 stays in the folder `integrations` of the other project.
export default defineProject({
  resolve: {
    alias: [
      {
        find: /^@corsage\/nestjs$/,
        replacement: fileURLToPath(new URL("../nestjs/src/index.ts", import.meta.url)),
      },
      {
        find: /^@nestjs\/(common|core|platform-express|platform-fastify|testing)/,
        replacement: `${fileURLToPath(new URL("node_modules/@nestjs", import.meta.url))}/$1`,
      },
    ],
  },
  test: {
    dir: fileURLToPath(new URL("..", import.meta.url)),
    include: ["nestjs/test/*.test.ts", "nestjs-11/test/*.test.ts"],
    env: { NEST_MAJOR: "11" },
  },
});
