import { RequestMethod, VersioningType } from "@nestjs/common";
import type { ApplicationConfig, ModulesContainer } from "@nestjs/core";
import { MetadataScanner } from "@nestjs/core";
// Internal, and imported rather than copied because it differs between Nest 11 and 12: prefixes, exclusions, versions.
import { RoutePathFactory } from "@nestjs/core/router/route-path-factory.js";
import { pathToRegexp } from "path-to-regexp";
import type { HandlerRoute, Version } from "./handler-route.ts";
import { type Callable, isCallable, NEST_METADATA } from "./nest-metadata.ts";

/** The part of an adapter that has a say in paths. */
interface PathAdapter {
  normalizePath?(path: string): string;
}

/** What the handlers of one controller share. */
interface Controller {
  readonly metatype: Callable;
  readonly instance: Readonly<Record<string, unknown>>;
  readonly prototype: Readonly<Record<string, unknown>>;
  readonly paths: readonly string[];
  readonly modulePath: string | undefined;
  readonly version: Version | undefined;
  readonly hosts: readonly RegExp[] | undefined;
}

/** Every route of every handler, by the walk that Nest itself takes at start-up, in its order. */
export function collectHandlerRoutes(
  modules: ModulesContainer,
  config: ApplicationConfig,
  adapter: PathAdapter,
): readonly HandlerRoute[] {
  const factory = new RoutePathFactory(config);
  const scanner = new MetadataScanner();
  const controllers = [...modules.values()].flatMap((module) =>
    [...module.controllers.values()].flatMap((wrapper) =>
      readController(wrapper.metatype, wrapper.instance, modules, module.metatype, config),
    ),
  );
  return controllers.flatMap((controller) =>
    controller.paths.flatMap((path) =>
      scanner
        .getAllMethodNames(controller.prototype)
        .flatMap((name) => readHandler(controller, path, name, factory, config, adapter)),
    ),
  );
}

function readController(
  metatype: unknown,
  instance: unknown,
  modules: ModulesContainer,
  module: object,
  config: ApplicationConfig,
): readonly Controller[] {
  if (!isCallable(metatype) || !isRecord(instance)) return [];
  const path = read<string | string[]>(NEST_METADATA.path, metatype);
  const prototype: unknown = Object.getPrototypeOf(instance);
  if (path === undefined || !isRecord(prototype)) return [];
  const modulePath =
    read<string>(`${NEST_METADATA.modulePath}${modules.applicationId}`, module) ??
    read<string>(NEST_METADATA.modulePath, module);
  const versioning = config.getVersioning();
  const version =
    versioning && (read<Version>(NEST_METADATA.version, metatype) ?? versioning.defaultVersion);
  const hosts = read<string | RegExp | (string | RegExp)[]>(NEST_METADATA.host, metatype);
  return [
    {
      metatype,
      instance,
      prototype,
      paths: [path].flat().map((one) => withSlash(one) || "/"),
      modulePath,
      version,
      hosts: hosts === undefined ? undefined : [hosts].flat().map(toHostRule),
    },
  ];
}

function readHandler(
  { metatype, instance, prototype, modulePath, version, hosts }: Controller,
  ctrlPath: string,
  name: string,
  factory: RoutePathFactory,
  config: ApplicationConfig,
  adapter: PathAdapter,
): readonly HandlerRoute[] {
  const declared = prototype[name];
  const handler = instance[name];
  if (!isCallable(declared) || !isCallable(handler)) return [];
  const paths = read<string | string[]>(NEST_METADATA.path, declared);
  const requestMethod = read<RequestMethod>(NEST_METADATA.method, declared);
  if (paths === undefined || requestMethod === undefined) return [];
  const versioning = config.getVersioning();
  const methodVersion = read<Version>(NEST_METADATA.version, declared);
  const effective = methodVersion ?? version;
  const isToldByUrl = versioning === undefined || versioning.type === VersioningType.URI;
  return [paths].flat().flatMap((methodPath) =>
    factory
      .create(
        {
          ctrlPath,
          methodPath: withSlash(methodPath) || "/",
          globalPrefix: withSlash(config.getGlobalPrefix()),
          ...(modulePath !== undefined && { modulePath }),
          ...(version !== undefined && { controllerVersion: version }),
          ...(methodVersion !== undefined && { methodVersion }),
          ...(versioning !== undefined && { versioningOptions: versioning }),
        },
        requestMethod,
      )
      .map((path) => ({
        controller: metatype,
        handler,
        name: `${metatype.name}.${name}`,
        method: RequestMethod[requestMethod],
        url: adapter.normalizePath?.(path) ?? path,
        hosts,
        version: isToldByUrl ? undefined : effective,
      })),
  );
}

/** What a decorator of Nest's left: its own, so of the type it writes. */
function read<Value>(key: string, target: object): Value | undefined {
  return Reflect.getMetadata(key, target);
}

function toHostRule(host: string | RegExp): RegExp {
  return typeof host === "string" ? pathToRegexp(host).regexp : host;
}

function withSlash(path: string | undefined): string {
  if (path === undefined || path === "") return "";
  return path.startsWith("/") ? path : `/${path}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
