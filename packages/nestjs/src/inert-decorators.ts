import { createIssue, type PolicyIssue } from "@corsage/core";
import { MetadataScanner, type ModulesContainer } from "@nestjs/core";
import { readCorsMetadata } from "./cors-metadata.ts";
import { decoratedMethods } from "./decorated-controllers.ts";
import { isCallable, NEST_METADATA } from "./nest-metadata.ts";

/** A warning for each decorator where no CORS request arrives by a route: on resolvers, gateways, other providers. */
export function findInertDecorators(modules: ModulesContainer): readonly PolicyIssue[] {
  const scanner = new MetadataScanner();
  const places = new Set<string>();
  for (const module of modules.values()) {
    for (const { metatype } of module.providers.values()) {
      if (!isCallable(metatype)) continue;
      if (readCorsMetadata(metatype) !== undefined) places.add(metatype.name);
      for (const name of decoratedMethods(metatype, scanner)) places.add(name);
    }
    for (const { metatype } of module.controllers.values()) {
      if (!isCallable(metatype)) continue;
      for (const name of decoratedMethods(metatype, scanner, isUnrouted)) places.add(name);
    }
  }
  return [...places].map((where) =>
    createIssue("policy-without-effect", [where], where, { where }),
  );
}

function isUnrouted(method: object): boolean {
  return !Reflect.hasMetadata(NEST_METADATA.path, method);
}
