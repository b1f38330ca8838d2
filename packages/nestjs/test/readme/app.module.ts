import { Module } from "@nestjs/common";
import { CorsModule } from "@corsage/nestjs";
import { CatsController } from "./cats.controller.ts";

@Module({
  imports: [
    CorsModule.forRoot({
      origin: ["https://app.example.com"],
      credentials: true,
      allowedHeaders: ["content-type", "authorization"],
      policies: {
        partners: { origin: ["https://**.partner.example.net"] },
        public: { origin: "*", methods: ["GET"] },
      },
    }),
  ],
  controllers: [CatsController],
})
export class AppModule {}
