import type { DynamicModule } from "@nestjs/common";
import { CorsModule } from "@corsage/nestjs";

export const cors: DynamicModule = CorsModule.forRoot({
  policy: false, // nobody, unless a controller or a rule says so
  policies: { storefront: { origin: ["https://shop.example.com"], credentials: true } },
  paths: [{ prefix: "/graphql", policy: "storefront" }],
});
