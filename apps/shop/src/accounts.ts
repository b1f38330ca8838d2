import { randomUUID } from "node:crypto";

export interface Account {
  readonly name: string;
  readonly email: string;
}

/** The name of the cookie that carries a session's token. */
export const SESSION_COOKIE = "shop_session";

/** Anybody may sign in: the shop demonstrates cookies across origins, not passwords. */
export class Accounts {
  readonly #sessions = new Map<string, Account>();

  /** The new session's token, or undefined when the email is none. */
  signIn(email: unknown): string | undefined {
    if (typeof email !== "string" || !/^[^@\s]+@[^@\s]+$/.test(email)) return undefined;
    const token = randomUUID();
    this.#sessions.set(token, { name: email.slice(0, email.indexOf("@")), email });
    return token;
  }

  find(token: string | undefined): Account | undefined {
    return token === undefined ? undefined : this.#sessions.get(token);
  }
}
