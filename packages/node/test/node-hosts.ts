import type { RequestListener } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import connect from "connect";
import express from "express";
import express4 from "express4";
import type { CorsMiddleware } from "../src/index.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Every host the middleware is made for: layers in order, then one handler. */
export const HOSTS: readonly {
  readonly host: string;
  readonly build: (layers: readonly CorsMiddleware[], handler: Handler) => RequestListener;
}[] = [
  {
    host: "node:http",
    build: (layers, handler) => (request, response) => {
      const run = (index: number): void => {
        const layer = layers[index];
        if (layer === undefined) handler(request, response);
        else layer(request, response, () => run(index + 1));
      };
      run(0);
    },
  },
  {
    host: "Connect",
    build: (layers, handler) => {
      const app = connect();
      for (const layer of layers) app.use(layer);
      return app.use(handler);
    },
  },
  { host: "Express 4", build: (layers, handler) => buildExpress(express4, layers, handler) },
  { host: "Express 5", build: (layers, handler) => buildExpress(express, layers, handler) },
];

function buildExpress(
  create: typeof express,
  layers: readonly CorsMiddleware[],
  handler: Handler,
): RequestListener {
  const app = create();
  for (const layer of layers) app.use(layer);
  app.use((request, response) => handler(request, response));
  return app;
}
