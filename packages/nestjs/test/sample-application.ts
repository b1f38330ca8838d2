import {
  type DynamicModule,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  type Type,
} from "@nestjs/common";
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE, RouterModule } from "@nestjs/core";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type CorsOptions, CorsModule } from "../src/index.ts";
import {
  AnswersController,
  AreaController,
  AuthenticationGuard,
  BehindMiddlewareController,
  CatsController,
  DeepController,
  DynamicController,
  ErrorsController,
  FirstHeirController,
  LazyController,
  PlainController,
  ran,
  RecordingInterceptor,
  RecordingPipe,
  RequestScoped,
  RequestScopedController,
  SecondHeirController,
  SecureController,
} from "./sample-controllers.ts";
import { MODULE, PARTNERS, PUBLIC } from "./sample-policies.ts";

export const SAMPLE_OPTIONS = {
  ...MODULE,
  policies: { partners: PARTNERS, public: PUBLIC },
} satisfies CorsOptions;

@Module({
  providers: [
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_INTERCEPTOR, useClass: RecordingInterceptor },
    { provide: APP_PIPE, useClass: RecordingPipe },
  ],
})
class AuthenticationModule {}

@Module({ controllers: [AreaController] })
class AreaModule {}

@Module({ controllers: [DeepController] })
class DeepModule {}

@Module({})
class DynamicallyMadeModule {
  static register(): DynamicModule {
    return { module: DynamicallyMadeModule, controllers: [DynamicController] };
  }
}

@Module({ controllers: [LazyController] })
export class LazyModule {}

interface Parts {
  readonly controllers?: readonly Type[];
  readonly imports?: readonly (Type | DynamicModule)[];
  readonly providers?: readonly Type[];
}

/** One of everything that has routes, with the CORS module imported after authentication. */
export function createSampleModule(
  cors: DynamicModule = CorsModule.forRoot(SAMPLE_OPTIONS),
  { controllers = [], imports = [], providers = [] }: Parts = {},
): Type {
  @Module({
    imports: [
      AuthenticationModule,
      cors,
      AreaModule,
      DynamicallyMadeModule.register(),
      DeepModule,
      RouterModule.register([
        {
          path: "area/:tenant",
          module: AreaModule,
          children: [{ path: "deep", module: DeepModule }],
        },
      ]),
      ...imports,
    ],
    controllers: [
      CatsController,
      PlainController,
      ErrorsController,
      SecureController,
      BehindMiddlewareController,
      AnswersController,
      RequestScopedController,
      FirstHeirController,
      SecondHeirController,
      ...controllers,
    ],
    providers: [RequestScoped, ...providers],
  })
  class SampleModule implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer.apply(demandAuthorization).forRoutes("behind");
    }
  }
  return SampleModule;
}

function demandAuthorization(
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  ran.push("consumer middleware");
  if (request.headers.authorization !== undefined) return next();
  response.statusCode = 401;
  response.end("who are you?");
}
