import { Cors, NoCors } from "@corsage/nestjs";
import { Stock } from "@corsage/shop";
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  UnprocessableEntityException,
} from "@nestjs/common";

@Controller("admin")
@Cors("admin")
export class AdminController {
  readonly #stock: Stock;

  constructor(@Inject(Stock) stock: Stock) {
    this.#stock = stock;
  }

  @Get("stock")
  list(): Readonly<Record<string, number>> {
    return this.#stock.list();
  }

  @Put("stock/:id")
  put(@Param("id") id: string, @Body("count") given: unknown): { readonly count: number } {
    const count = this.#stock.put(id, given);
    if (count === undefined) throw new UnprocessableEntityException("That is no count.");
    return { count };
  }

  // For scripts of the shop's own machines: no page of another origin has any business here.
  @Post("recount")
  @HttpCode(200)
  @NoCors()
  recount(): Readonly<Record<string, number>> {
    return this.#stock.list();
  }
}
