import { createServer } from "node:http";
import { cors } from "@corsage/node";

const layer = cors({ origin: ["https://app.example.com"] });

export const server = createServer((request, response) => {
  layer(request, response, () => {
    response.end("hello");
  });
});
