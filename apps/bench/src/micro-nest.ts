import "reflect-metadata";
import { CorsModule } from "@corsage/nestjs";
import { Controller, Get, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { corsageOptions } from "./policies.ts";

@Controller("orders")
class OrdersController {
  @Get()
  list(): string {
    return "";
  }
}

@Module({
  imports: [CorsModule.forRoot(corsageOptions("one"))],
  controllers: [OrdersController],
})
class AppModule {}

/** What CorsModule puts first in line, without the application around it. */
export async function captureHook(platform: "express" | "fastify"): Promise<unknown> {
  const adapter = platform === "express" ? new ExpressAdapter() : new FastifyAdapter();
  let hook: unknown;
  adapter.setOnRequestHook = (given: unknown) => {
    hook ??= given;
  };
  const app = await NestFactory.create(AppModule, adapter, { logger: false });
  await app.init();
  return hook;
}
