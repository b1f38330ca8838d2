import "reflect-metadata";
import { compileFunction } from "node:vm";
import { CorsModule } from "@corsage/nestjs";
import { All, Controller, type DynamicModule, type INestApplication, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import type { Running } from "./planted-server.ts";

@Controller("orders")
class OrdersController {
  @All()
  list(): string[] {
    return [];
  }
}

@Module({ controllers: [OrdersController] })
class AppModule {}

/** A Nest application with `enableCors` as it is told, or with the printed fix among its imports. */
export async function startNest(
  platform: "express" | "fastify",
  install: (app: INestApplication) => void,
  fix: string | undefined,
): Promise<Running> {
  const imports: DynamicModule[] =
    fix === undefined ? [] : [compileFunction(`return (${fix}\n);`, ["CorsModule"])(CorsModule)];
  const adapter = platform === "express" ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create({ module: AppModule, imports }, adapter, { logger: false });
  if (fix === undefined) install(app);
  await app.listen(0, "127.0.0.1");
  return { url: `${await app.getUrl()}/orders`, close: () => app.close() };
}
