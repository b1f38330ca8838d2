import "reflect-metadata";
import type { Server } from "node:http";
import { CorsModule } from "@corsage/nestjs";
import { Controller, Get, Header, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import type { Contestant } from "../matrix.ts";
import { addFloorHook, floorMiddleware } from "./floor.ts";
import { BODY, corsageOptions, peerOptions } from "../policies.ts";

@Controller("orders")
class OrdersController {
  @Get()
  @Header("content-type", "application/json")
  list(): string {
    return BODY;
  }
}

@Module({ controllers: [OrdersController] })
class AppModule {}

export async function createNestServer(
  platform: "express" | "fastify",
  { variant, policy, traffic }: Contestant,
): Promise<Server> {
  const imports = variant === "corsage" ? [CorsModule.forRoot(corsageOptions(policy))] : [];
  const adapter = platform === "express" ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create({ module: AppModule, imports }, adapter, { logger: false });
  if (variant === "peer") app.enableCors(peerOptions(policy));
  if (variant === "floor") {
    if (adapter instanceof FastifyAdapter) addFloorHook(adapter.getInstance(), traffic);
    else app.use(floorMiddleware(traffic));
  }
  await app.init();
  if (adapter instanceof FastifyAdapter) await adapter.getInstance().ready();
  return app.getHttpServer();
}
