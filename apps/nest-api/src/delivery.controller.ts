import { deliveryEvents } from "@corsage/shop";
import { Controller, type MessageEvent, Sse } from "@nestjs/common";
import { from, type Observable } from "rxjs";

@Controller("deliveries")
export class DeliveryController {
  @Sse()
  watch(): Observable<MessageEvent> {
    return from(
      deliveryEvents.map((event) => ({
        id: String(event.id),
        type: "delivery",
        data: { ...event },
      })),
    );
  }
}
