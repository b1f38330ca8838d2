import { Readable } from "node:stream";
import {
  All,
  type ArgumentsHost,
  Body,
  type CallHandler,
  type CanActivate,
  Catch,
  Controller,
  Delete,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  Header,
  HttpException,
  Inject,
  Injectable,
  type MessageEvent,
  type NestInterceptor,
  Options,
  Param,
  ParseIntPipe,
  Patch,
  type PipeTransform,
  Post,
  Put,
  Redirect,
  Res,
  Scope,
  Sse,
  StreamableFile,
  UseFilters,
  UseGuards,
} from "@nestjs/common";
import type { ServerResponse } from "node:http";
import { interval, map, type Observable, take } from "rxjs";
import { Cors, CorsDecision, type Decision, NoCors, SkipCors } from "../src/index.ts";
import { ADMINS, MODULE } from "./sample-policies.ts";

/** What both platforms' responses have in common, as far as handlers here use it. */
interface Reply {
  raw?: ServerResponse;
  status(status: number): Reply;
  send(body: unknown): unknown;
  header(name: string, value: string): unknown;
}

function rawOf(reply: Reply & Partial<ServerResponse>): ServerResponse {
  const raw: unknown = reply.raw ?? reply;
  if (typeof raw !== "object" || raw === null || !isServerResponse(raw)) throw new TypeError("raw");
  return raw;
}

function isServerResponse(value: object): value is ServerResponse {
  return "writeHead" in value;
}

/** Handlers, guards and middlewares that ran, in order. */
export const ran: string[] = [];

function run(name: string): { ran: string } {
  ran.push(name);
  return { ran: name };
}

@Injectable()
export class ForbidGuard implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Catch()
export class TeapotFilter implements ExceptionFilter {
  catch(_: unknown, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Reply>().status(418).send({ filtered: true });
  }
}

@Controller("cats")
@Cors("partners")
export class CatsController {
  @Get()
  all(): object {
    return run("cats.all");
  }
  @Get("me")
  @Cors("public")
  me(): object {
    return run("cats.me");
  }
  @Get(":id")
  one(): object {
    return run("cats.one");
  }
  @Post(":id")
  @Cors(MODULE)
  create(): object {
    return run("cats.create");
  }
  @Delete(":id")
  @Cors(ADMINS)
  remove(): object {
    return run("cats.remove");
  }
  @Put(":id")
  @NoCors()
  replace(): object {
    return run("cats.replace");
  }
  @Patch("own/answer")
  @SkipCors()
  own(@Res({ passthrough: true }) reply: Reply): object {
    reply.header("access-control-allow-origin", "https://own.example");
    return run("cats.own");
  }
  @Options("own/answer")
  @SkipCors()
  ownOptions(@Res({ passthrough: true }) reply: Reply): object {
    reply.header("access-control-allow-origin", "https://own.example");
    return run("cats.ownOptions");
  }
  @Patch("again/module")
  @Cors()
  again(): object {
    return run("cats.again");
  }
  @Post("from/idp")
  @Cors({ policy: "partners", enforce: "off" })
  unenforced(): object {
    return run("cats.unenforced");
  }
}

@Controller("plain")
export class PlainController {
  @Get()
  find(@CorsDecision() decision: Decision | undefined): object {
    return { ...run("plain.find"), code: decision?.code };
  }
  @Post()
  create(@Body() _body: unknown): object {
    return run("plain.create");
  }
  @Delete(":id")
  remove(): object {
    return run("plain.remove");
  }
  @All("all")
  any(): object {
    return run("plain.any");
  }
  @All("deep/all")
  @Cors("partners")
  anyDeep(): object {
    return run("plain.anyDeep");
  }
  @Get("files/*")
  @Cors("public")
  file(): object {
    return run("plain.file");
  }
  @Get(["alias1", "alias2"])
  @Cors("partners")
  alias(): object {
    return run("plain.alias");
  }
}

@Controller("errors")
export class ErrorsController {
  @Get("thrown")
  thrown(): never {
    run("errors.thrown");
    throw new Error("boom");
  }
  @Get("http")
  http(): never {
    run("errors.http");
    throw new HttpException("no", 409);
  }
  @Get("filtered")
  @UseFilters(TeapotFilter)
  filtered(): never {
    run("errors.filtered");
    throw new Error("boom");
  }
  @Get("piped/:id")
  piped(@Param("id", ParseIntPipe) _id: number): object {
    return run("errors.piped");
  }
  @Get("guarded")
  @UseGuards(ForbidGuard)
  guarded(): object {
    return run("errors.guarded");
  }
}

@Controller("secure")
export class SecureController {
  @Get()
  find(): object {
    return run("secure.find");
  }
  @Delete()
  remove(): object {
    return run("secure.remove");
  }
}

@Controller("behind")
export class BehindMiddlewareController {
  @Get()
  find(): object {
    return run("behind.find");
  }
  @Delete()
  remove(): object {
    return run("behind.remove");
  }
}

@Controller("answers")
export class AnswersController {
  @Get("stream")
  stream(): StreamableFile {
    run("answers.stream");
    return new StreamableFile(Readable.from([Buffer.from("abc")]));
  }
  @Sse("sse")
  events(): Observable<MessageEvent> {
    run("answers.events");
    return interval(1).pipe(
      take(2),
      map((index) => ({ data: { index } })),
    );
  }
  @Get("reply")
  reply(@Res() reply: Reply): void {
    run("answers.reply");
    reply.status(200).send("ok");
  }
  @Get("raw")
  raw(@Res() reply: Reply): void {
    run("answers.raw");
    rawOf(reply).writeHead(200, { "content-type": "text/plain" }).end("raw");
  }
  @Get("raw-vary")
  rawVary(@Res() reply: Reply): void {
    run("answers.rawVary");
    rawOf(reply).writeHead(200, ["Vary", "Accept-Encoding"]).end("raw");
  }
  @Get("redirect")
  @Redirect("/plain", 302)
  redirect(): void {
    run("answers.redirect");
  }
  @Get("vary")
  @Header("Vary", "Accept-Language")
  vary(): object {
    return run("answers.vary");
  }
  @Get("foreign")
  @Header("Access-Control-Allow-Origin", "*")
  foreign(): object {
    return run("answers.foreign");
  }
}

@Injectable({ scope: Scope.REQUEST })
export class RequestScoped {}

@Controller("scoped")
@Cors("partners")
export class RequestScopedController {
  readonly scoped: RequestScoped;
  constructor(@Inject(RequestScoped) scoped: RequestScoped) {
    this.scoped = scoped;
  }
  @Get()
  find(): object {
    return run("scoped.find");
  }
  @Delete()
  @Cors(ADMINS)
  remove(): object {
    return run("scoped.remove");
  }
}

class SharedHandlers {
  @Get("shared")
  shared(): object {
    return run(`${this.constructor.name}.shared`);
  }
  @Delete("shared")
  @Cors(ADMINS)
  remove(): object {
    return run(`${this.constructor.name}.remove`);
  }
}

@Controller("heir-one")
@Cors("public")
export class FirstHeirController extends SharedHandlers {}

@Controller("heir-two")
@Cors("partners")
export class SecondHeirController extends SharedHandlers {}

@Controller("tasks")
@Cors("partners")
export class AreaController {
  @Get()
  find(): object {
    return run("area.find");
  }
  @Delete(":id")
  @Cors(ADMINS)
  remove(): object {
    return run("area.remove");
  }
}

@Controller("dynamic")
@Cors("public")
export class DynamicController {
  @Get()
  find(): object {
    return run("dynamic.find");
  }
}

@Controller("lazy")
@Cors("public")
export class LazyController {
  @Get()
  find(): object {
    return run("lazy.find");
  }
}

@Controller("notes")
@Cors("public")
export class DeepController {
  @Get()
  find(): object {
    return run("deep.find");
  }
}

@Injectable()
export class RecordingInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    ran.push("interceptor");
    return next.handle();
  }
}

@Injectable()
export class RecordingPipe implements PipeTransform {
  transform(value: unknown): unknown {
    ran.push("pipe");
    return value;
  }
}

/** An authentication guard as applications have it, registered before the CORS module. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== "http") return true;
    const request = context.switchToHttp().getRequest<{ url: string; headers: object }>();
    ran.push("guard");
    return !request.url.startsWith("/secure") || "authorization" in request.headers;
  }
}
