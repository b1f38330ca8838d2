import { type Accounts, SESSION_COOKIE } from "@corsage/shop";
import type { FastifyInstance } from "fastify";

export function accountRoutes(app: FastifyInstance, accounts: Accounts): void {
  app.post<{ Body: { email?: unknown } | null }>("/login", (request, reply) => {
    const token = accounts.signIn(request.body?.email);
    if (token === undefined) return reply.code(422).send({ message: "That is no email address." });
    // Lax: enough from another port of one site, and nothing an unrelated site's form could ride on.
    reply.setCookie(SESSION_COOKIE, token, { path: "/", httpOnly: true, sameSite: "lax" });
    return { signedIn: true };
  });

  // Where the identity provider's page sends the visitor: a form, from an origin that reads nothing here.
  app.register(async (scope) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.post("/login/callback", { cors: "sign-in" }, () => ({ signedIn: true }));
  });

  app.get("/profile", (request, reply) => {
    const account = accounts.find(request.cookies[SESSION_COOKIE]);
    return account ?? reply.code(401).send({ message: "Sign in first." });
  });
}
