import { All, Controller, Delete, Get, Post, Put } from "@nestjs/common";
import { Cors, CorsDecision, type Decision, NoCors, SkipCors } from "@corsage/nestjs";

@Controller("cats")
@Cors("partners")
export class CatsController {
  @Get()
  findAll(@CorsDecision() decision: Decision | undefined): object {
    return { cats: [], decided: decision?.code };
  }

  @Get("breeds")
  @Cors("public")
  breeds(): string[] {
    return ["Manx"];
  }

  @Delete(":id")
  @Cors({ origin: ["https://admin.example.com"], credentials: true })
  remove(): void {}

  @Put(":id")
  @NoCors() // our own pages only
  replace(): void {}

  @Post("login/callback")
  @Cors({ policy: "partners", enforce: "off" }) // an identity provider's form post
  loggedIn(): void {}

  @All("proxy/*")
  @SkipCors() // what is behind it answers for itself
  proxy(): void {}
}
