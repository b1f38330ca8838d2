import { cors, type CorsMiddleware } from "@corsage/node";

export const layer: CorsMiddleware = cors({
  origin: ["https://app.example.com"],
  credentials: true,
  policies: { partners: { origin: ["https://**.partner.example.net"], methods: ["GET"] } },
  paths: [
    { prefix: "/status", policy: { origin: "*" } },
    { prefix: "/reports", policy: "partners" },
    { prefix: "/internal", policy: false },
  ],
});
