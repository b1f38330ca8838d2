/** Text as the bytes of a body. */
export const textBody = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
