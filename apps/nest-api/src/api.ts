import type { Guests, Ledger } from "@corsage/shop";
import type { INestApplication } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter, type NestExpressApplication } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { ApiModule } from "./api.module.ts";

export type Platform = "express" | "fastify";

export interface ApiOptions {
  readonly guests: Guests;
  /** The origin of the weather service that `/forecast` passes on. */
  readonly forecast: string;
  /** Told of every request and of every handler that ran. */
  readonly ledger?: Ledger;
}

/** The shop API on either platform, ready to listen. */
export async function createApi(
  platform: Platform,
  options: ApiOptions,
): Promise<INestApplication> {
  const module = ApiModule.register(options);
  const app = await (platform === "express" ? onExpress(module) : onFastify(module));
  options.ledger?.watch(app.getHttpServer());
  return app.init();
}

/** The demo's terminal tells people what to try; what goes wrong on purpose has its place on the page. */
const QUIET = { logger: false, abortOnError: false } as const;

type Module = ReturnType<typeof ApiModule.register>;

async function onExpress(module: Module): Promise<INestApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, new ExpressAdapter(), {
    ...QUIET,
    forceCloseConnections: true,
  });
  return app.useBodyParser("text"); // Fastify reads plain text by itself
}

async function onFastify(module: Module): Promise<INestApplication> {
  const adapter = new FastifyAdapter({
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true }, // as Express does
  });
  // The bytes stay a stream: a photo is counted as it arrives, not collected in memory.
  adapter.getInstance().addContentTypeParser("image/png", (_request, payload, done) => {
    done(null, payload);
  });
  return NestFactory.create<NestFastifyApplication>(module, adapter, QUIET);
}
