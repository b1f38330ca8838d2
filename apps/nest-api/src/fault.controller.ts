import { Controller, Get } from "@nestjs/common";

@Controller()
export class FaultController {
  @Get("wilted")
  wilt(): never {
    throw new Error("The flowers wilted.");
  }
}
