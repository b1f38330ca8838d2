import { Cors } from "@corsage/nestjs";
import { type Account, Accounts, SESSION_COOKIE } from "@corsage/shop";
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Post,
  Res,
  UnauthorizedException,
  UnprocessableEntityException,
} from "@nestjs/common";
import { parse, serialize } from "cookie";
import type { Reply } from "./reply.ts";

@Controller()
export class AccountController {
  readonly #accounts: Accounts;

  constructor(@Inject(Accounts) accounts: Accounts) {
    this.#accounts = accounts;
  }

  @Post("login")
  @HttpCode(200)
  signIn(
    @Body("email") email: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): { signedIn: true } {
    const token = this.#accounts.signIn(email);
    if (token === undefined) {
      throw new UnprocessableEntityException("That is no email address.");
    }
    // Lax: enough from another port of one site, and nothing an unrelated site's form could ride on.
    const cookie = serialize(SESSION_COOKIE, token, { path: "/", httpOnly: true, sameSite: "lax" });
    reply.header("set-cookie", cookie);
    return { signedIn: true };
  }

  // Where the identity provider's page sends the visitor: a form, from an origin that reads nothing here.
  @Post("login/callback")
  @HttpCode(200)
  @Cors("sign-in")
  signedIn(): { signedIn: true } {
    return { signedIn: true };
  }

  @Get("profile")
  profile(@Headers("cookie") cookie: string | undefined): Account {
    const account = this.#accounts.find(parse(cookie ?? "")[SESSION_COOKIE]);
    if (account === undefined) throw new UnauthorizedException("Sign in first.");
    return account;
  }
}
