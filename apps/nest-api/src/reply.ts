/** What the responses of Express and the replies of Fastify have in common. */
export interface Reply {
  header(name: string, value: string): unknown;
  status(status: number): Reply;
  send(body: unknown): unknown;
}
