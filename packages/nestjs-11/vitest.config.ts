import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

// The same tests and the same sources; only what they import from Nest is another major version. What Nest 12 alone
// has is in the folder `nest-12`.
export default defineProject({
  resolve: {
    alias: [
      {
        find: /^@corsage\/nestjs$/,
        replacement: fileURLToPath(new URL("../nestjs/src/index.ts", import.meta.url)),
      },
      {
        find: /^@nestjs\/([a-z.-]+)/,
        replacement: `${fileURLToPath(new URL("node_modules/@nestjs", import.meta.url))}/$1`,
      },
    ],
  },
  test: {
    dir: fileURLToPath(new URL("..", import.meta.url)),
    include: ["nestjs/test/{*,integrations/*}.test.ts", "nestjs-11/test/*.test.ts"],
    env: { NEST_MAJOR: "11" },
  },
});
