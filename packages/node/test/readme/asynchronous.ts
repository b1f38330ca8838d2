import { cors, type CorsMiddleware } from "@corsage/node";

export function createLayer(isTenant: (origin: string) => Promise<boolean>): CorsMiddleware {
  return cors({
    origin: ["https://app.example.com", (origin) => isTenant(origin)],
    originTimeout: 500,
  });
}
