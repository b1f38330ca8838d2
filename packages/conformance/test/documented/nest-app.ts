import { CorsModule } from "@corsage/nestjs";
import { Controller, Header, Module, Put } from "@nestjs/common";

@Controller("orders")
class OrdersController {
  @Put(":id")
  @Header("etag", '"2"')
  save() {
    return { saved: true };
  }
}

const cors = CorsModule.forRoot({
  origin: "https://shop.example.com",
  credentials: true,
  exposedHeaders: ["etag"],
});

@Module({ imports: [cors], controllers: [OrdersController] })
export class AppModule {}
