import { Cors } from "@corsage/nestjs";
import { findProduct, type Product, products } from "@corsage/shop";
import { Controller, Get, NotFoundException, Param } from "@nestjs/common";

@Controller("catalogue")
@Cors("public")
export class CatalogueController {
  @Get()
  list(): readonly Product[] {
    return products;
  }

  @Get(":id")
  find(@Param("id") id: string): Product {
    const product = findProduct(id);
    if (product === undefined) throw new NotFoundException();
    return product;
  }
}
