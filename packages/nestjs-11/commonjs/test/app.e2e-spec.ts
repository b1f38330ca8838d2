import type { INestApplication } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import { AppModule } from "../src/app.module";

describe("cats", () => {
  let app: INestApplication;

  beforeEach(async () => {
    const testing = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = testing.createNestApplication();
    await app.listen(0, "127.0.0.1");
  });
  afterEach(() => app.close());

  it("answers a preflight with the handler's policy", async () => {
    const answer = await fetch(`${await app.getUrl()}/cats/1`, {
      method: "OPTIONS",
      headers: { origin: "https://app.example.com", "access-control-request-method": "DELETE" },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-methods")).toBe("DELETE");
  });

  it("lets everybody read the list", async () => {
    const answer = await fetch(`${await app.getUrl()}/cats`);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });
});
