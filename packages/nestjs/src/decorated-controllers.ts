import { MetadataScanner, type ModulesContainer } from "@nestjs/core";
import { readCorsMetadata } from "./cors-metadata.ts";
import { isCallable } from "./nest-metadata.ts";

/** Whether some controller, or a method of one, has a decorator of this package. */
export function hasDecoratedController(modules: ModulesContainer): boolean {
  const scanner = new MetadataScanner();
  return [...modules.values()].some((module) =>
    [...module.controllers.values()].some(
      ({ metatype }) =>
        isCallable(metatype) &&
        (readCorsMetadata(metatype) !== undefined ||
          decoratedMethods(metatype, scanner).length > 0),
    ),
  );
}

/** The methods of a class that have a decorator of this package, as `CatsController.find`. */
export function decoratedMethods(
  metatype: { readonly name: string; readonly prototype?: unknown },
  scanner: MetadataScanner,
  isWanted: (method: object) => boolean = () => true,
): readonly string[] {
  const { name, prototype } = metatype;
  if (typeof prototype !== "object" || prototype === null) return [];
  return scanner.getAllMethodNames(prototype).flatMap((key) => {
    const method: unknown = Reflect.get(prototype, key);
    if (!isCallable(method) || readCorsMetadata(method) === undefined) return [];
    return isWanted(method) ? [`${name}.${key}`] : [];
  });
}
