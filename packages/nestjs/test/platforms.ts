import { ask, type Answered, type Asked, portOf as portOfServer } from "@corsage/wire";
import type { INestApplication, NestApplicationOptions, Type } from "@nestjs/common";
import { type AbstractHttpAdapter, NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";

export type Platform = "express" | "fastify";

export const PLATFORMS: readonly { readonly platform: Platform }[] = [
  { platform: "express" },
  { platform: "fastify" },
];

export function createAdapter(platform: Platform): AbstractHttpAdapter {
  return platform === "express" ? new ExpressAdapter() : new FastifyAdapter();
}

export interface RunningApplication {
  readonly app: INestApplication;
  readonly port: number;
  /** Everything logged as a warning since the start. */
  readonly warnings: readonly string[];
  ask(asked: Asked): Promise<Answered>;
  close(): Promise<void>;
}

interface StartOptions {
  readonly adapter?: AbstractHttpAdapter;
  /** What a `main.ts` does between create and listen. */
  readonly main?: (app: INestApplication) => unknown;
  readonly nest?: NestApplicationOptions;
}

/** Starts an application as a `main.ts` would, on a port of its own. */
export async function start(
  platform: Platform,
  module: Type,
  { adapter = createAdapter(platform), main, nest }: StartOptions = {},
): Promise<RunningApplication> {
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  const app = await NestFactory.create(module, adapter, {
    logger: { log: ignore, error: ignore, warn: (message: string) => void warnings.push(message) },
    abortOnError: false,
    ...nest,
  });
  try {
    await main?.(app);
    await app.listen(0, "127.0.0.1");
  } catch (error) {
    await app.close();
    throw error;
  }
  const port = portOf(app);
  return {
    app,
    port,
    warnings,
    ask: (asked) => ask(port, asked),
    close: () => app.close(),
  };
}

export function portOf(app: INestApplication): number {
  return portOfServer(app.getHttpServer());
}
