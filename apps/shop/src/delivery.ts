export interface DeliveryEvent {
  readonly id: number;
  readonly state: "picked" | "tied" | "on its way";
}

export const deliveryEvents: readonly DeliveryEvent[] = [
  { id: 1, state: "picked" },
  { id: 2, state: "tied" },
  { id: 3, state: "on its way" },
];

/** One event as a `text/event-stream` carries it: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function writeEvent(event: DeliveryEvent): string {
  return `id: ${event.id}\nevent: delivery\ndata: ${JSON.stringify(event)}\n\n`;
}
