import type { Decision } from "@corsage/core";
import { createParamDecorator, type ExecutionContext } from "@nestjs/common";
import { memoOf, type RawRequest } from "@corsage/host";
import { decidedOf } from "./decided-request.ts";

/**
 * What was decided about the request: `find(@CorsDecision() decision: Decision | undefined)`. `undefined` under
 * `@SkipCors()`.
 */
export const CorsDecision: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): Decision | undefined => {
    const request = context.switchToHttp().getRequest<RawRequest & { readonly raw?: RawRequest }>();
    return decidedOf({ memo: memoOf(request.raw ?? request) })?.decision;
  },
);
