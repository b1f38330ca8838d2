import { Cors } from "@corsage/nestjs";
import { type Product, wholesalePrices } from "@corsage/shop";
import { Controller, Get } from "@nestjs/common";

@Controller("partners")
@Cors("partners")
export class PartnerController {
  @Get("prices")
  prices(): readonly Product[] {
    return wholesalePrices();
  }
}
