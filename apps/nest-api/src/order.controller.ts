import { type Order, OrderBook, type OrderDraft, parseOrderDraft } from "@corsage/shop";
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Patch,
  Post,
  Put,
  Redirect,
  Req,
  Res,
  UnprocessableEntityException,
} from "@nestjs/common";
import type { Reply } from "./reply.ts";

@Controller("orders")
export class OrderController {
  readonly #orders: OrderBook;

  constructor(@Inject(OrderBook) orders: OrderBook) {
    this.#orders = orders;
  }

  @Get()
  list(@Res({ passthrough: true }) reply: Reply): readonly Order[] {
    const list = this.#orders.list();
    reply.header("x-total-count", String(list.length)); // exposed by the policy
    reply.header("x-served-by", "greenhouse-2"); // sent as well, and for no page to read
    return list;
  }

  @Get("latest")
  @Redirect()
  latest(@Req() request: { readonly url: string }): { readonly url: string } {
    const latest = this.#orders.list().at(-1);
    if (latest === undefined) throw new NotFoundException();
    const { search } = new URL(request.url, "http://localhost");
    return { url: `/orders/${latest.id}${search}` };
  }

  @Get(":id")
  find(@Param("id") id: string): Order {
    const order = this.#orders.find(id);
    if (order === undefined) throw new NotFoundException();
    return order;
  }

  @Post()
  place(@Body() body: unknown): Order {
    return this.#orders.place(parseDraft(body));
  }

  // Plain text, as an HTML form or a beacon sends it: no browser asks before sending that.
  @Post("notes")
  note(@Body() note: unknown): { readonly note: unknown } {
    return { note };
  }

  @Put(":id")
  put(@Param("id") id: string, @Body() body: unknown): Order {
    return this.#orders.put(id, parseDraft(body));
  }

  @Patch(":id")
  change(@Param("id") id: string, @Body() body: unknown): Order {
    const changes = typeof body === "object" ? body : undefined;
    return this.#orders.put(id, parseDraft({ ...this.find(id), ...changes }));
  }

  @Delete(":id")
  @HttpCode(204)
  cancel(@Param("id") id: string): void {
    this.#orders.cancel(id);
  }
}

function parseDraft(body: unknown): OrderDraft {
  const draft = parseOrderDraft(body);
  if (!("product" in draft)) throw new UnprocessableEntityException({ problems: draft });
  return draft;
}
