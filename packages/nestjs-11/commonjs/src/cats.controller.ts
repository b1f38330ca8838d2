import { Controller, Delete, Get } from "@nestjs/common";
import { Cors } from "@corsage/nestjs";

@Controller("cats")
export class CatsController {
  @Get()
  @Cors("public")
  findAll(): string[] {
    return ["Manx"];
  }

  @Delete(":id")
  remove(): void {}
}
