import { expect, test } from "vitest";
import { CorsGuard, CorsModule, CorsService } from "../src/index.ts";

// This package and its tests are compiled without `emitDecoratorMetadata`; the CommonJS project is compiled with it.
test.each([CorsGuard, CorsModule, CorsService])(
  "no injection into $name needs types",
  (injected) => {
    expect(Reflect.getMetadata("design:paramtypes", injected)).toBeUndefined();
  },
);
