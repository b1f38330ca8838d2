import { createServer, type Server } from "node:http";

/** Somebody else's service, which the shop's API passes on. It has a CORS policy of its own: everybody may read it. */
export function createForecast(): Server {
  return createServer((_request, response) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "access-control-allow-origin": "*",
    });
    response.end(JSON.stringify({ weather: "mild", frost: false }));
  });
}
