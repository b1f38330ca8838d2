import { Readable } from "node:stream";
import { Controller, Post, Req } from "@nestjs/common";

/** On Express the request is the stream; on Fastify it is the body that its parser hands on. */
type PhotoRequest = Readable | { readonly body: Readable };

@Controller("photos")
export class PhotoController {
  @Post()
  async count(@Req() request: PhotoRequest): Promise<{ readonly bytes: number }> {
    let bytes = 0;
    const photo = request instanceof Readable ? request : request.body;
    for await (const chunk of photo) bytes += Buffer.byteLength(chunk);
    return { bytes };
  }
}
