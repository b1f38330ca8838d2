import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: ["warn", "error"] });
  await app.listen(0, "127.0.0.1");
  console.log(await app.getUrl());
}
void bootstrap();
