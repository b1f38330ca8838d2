import { SkipCors } from "@corsage/nestjs";
import { All, Controller, Inject, Res } from "@nestjs/common";
import type { Reply } from "./reply.ts";

export const FORECAST_ORIGIN: unique symbol = Symbol("forecast");

/** The service behind it answers for itself, CORS included; a second opinion would only contradict it. */
@Controller("forecast")
@SkipCors()
export class ForecastController {
  readonly #origin: string;

  constructor(@Inject(FORECAST_ORIGIN) origin: string) {
    this.#origin = origin;
  }

  @All()
  async pass(@Res() reply: Reply): Promise<void> {
    const answer = await fetch(this.#origin);
    for (const [name, value] of answer.headers) {
      if (/^(?:content-type|access-control-)/.test(name)) reply.header(name, value);
    }
    reply.status(answer.status).send(await answer.json());
  }
}
