import { Module } from "@nestjs/common";
import { CorsModule } from "@corsage/nestjs";
import { CatsController } from "./cats.controller";

@Module({
  imports: [
    CorsModule.forRoot({
      origin: ["https://app.example.com"],
      credentials: true,
      policies: { public: { origin: "*" } },
    }),
  ],
  controllers: [CatsController],
})
export class AppModule {}
