import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DECORATORS } from '@nestjs/swagger';
import { RouteParamtypes } from '@nestjs/common/internal';
import { ACCESS, callerOf, type Access } from '../auth/auth.decorators.js';
import { Forbidden, Unauthenticated } from '../auth/auth.errors.js';
import { InvalidInput, type DomainErrorClass } from '../errors/domain-error.js';
import { ETAG, IF_MATCH, StaleVersion } from './etag.js';
import {
  BodyTooLarge,
  ConcurrentChange,
  Internal,
  MalformedJson,
  MalformedRequest,
  MethodNotAllowed,
  NotFound,
  TooManyRequests,
  Unavailable,
  UnsupportedMediaType,
} from './http.errors.js';
import { IdempotencyKeyInUse, IdempotencyKeyMalformed, IdempotencyKeyRequired, IdempotencyKeyReused } from './idempotency.errors.js';
import { IDEMPOTENT, type Idempotency } from './idempotency.interceptor.js';
import { PROBLEMS } from './problems.decorator.js';
import { RATE_LIMIT, type RateLimitRule } from './rate-limit.guard.js';

/** One operation of the API, with all that its decorators say about it. */
export interface Route {
  operationId: string;
  /** `GET` */
  method: string;
  controller: Type;
  /** Undefined when the route says nothing: then nobody may call it. */
  access: Access | undefined;
  /** Whether it makes a difference who asks. */
  knowsCaller: boolean;
  idempotency: Idempotency | undefined;
  rateLimits: RateLimitRule[];
  etag: boolean;
  ifMatch: boolean;
  /** Media types of `@ApiProduces`, for answers that are not JSON. */
  produces: string[];
  /** Every rule that it can answer with, its own and the common ones. */
  problems: DomainErrorClass[];
}

/** What can go wrong before any route is reached, or whichever route it is. */
export const EVERYWHERE: DomainErrorClass[] = [
  MalformedRequest,
  MethodNotAllowed,
  NotFound,
  UnsupportedMediaType,
  BodyTooLarge,
  ConcurrentChange,
  Internal,
  Unavailable,
];

/** All operations of the running portal. */
@Injectable()
export class Routes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as Record<string, object>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, prototype[name]!))
        .map((name) => routeOf(metatype as Type, name, prototype[name]!));
    });
  }
}

function routeOf(controller: Type, operationId: string, handler: object): Route {
  const read = <T>(key: symbol): T | undefined =>
    (Reflect.getMetadata(key, handler) as T | undefined) ?? (Reflect.getMetadata(key, controller) as T | undefined);
  const inputs = inputsOf(controller, operationId);
  const route = {
    operationId,
    method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
    controller,
    access: read<Access>(ACCESS),
    knowsCaller: inputs.caller,
    idempotency: read<Idempotency>(IDEMPOTENT),
    rateLimits: read<RateLimitRule[]>(RATE_LIMIT) ?? [],
    etag: read<boolean>(ETAG) ?? false,
    ifMatch: read<boolean>(IF_MATCH) ?? false,
    produces: (Reflect.getMetadata(DECORATORS.API_PRODUCES, handler) as string[] | undefined) ?? [],
  };
  const own = read<DomainErrorClass[]>(PROBLEMS) ?? [];
  return { ...route, problems: [...new Set([...own, ...inputs.problems, ...commonProblems(route, inputs)])] };
}

function commonProblems(route: Omit<Route, 'problems'>, inputs: Inputs): DomainErrorClass[] {
  const { access, idempotency, rateLimits, ifMatch } = route;
  return [
    ...(inputs.body ? [MalformedJson, BodyTooLarge, UnsupportedMediaType] : []),
    ...(inputs.body || inputs.fields ? [InvalidInput] : []),
    // A token that is not valid any more is refused on open routes too.
    Unauthenticated,
    ...(access?.who === 'staff' || (access?.who === 'signed-in' && access.staff) ? [Forbidden] : []),
    ...(ifMatch ? [StaleVersion] : []),
    ...(idempotency?.required ? [IdempotencyKeyRequired] : []),
    ...(idempotency ? [IdempotencyKeyMalformed, IdempotencyKeyReused, IdempotencyKeyInUse] : []),
    ...(rateLimits.length > 0 ? [TooManyRequests] : []),
    ...(route.method === 'GET' ? [] : [ConcurrentChange]),
    Internal,
    Unavailable,
  ];
}

interface Inputs {
  /** Whether the handler asks who is calling. */
  caller: boolean;
  /** Whether the handler reads a body. */
  body: boolean;
  /** Whether it reads a query whose fields are checked. */
  fields: boolean;
  /** What the pipes refuse through which it reads parts of its address. */
  problems: DomainErrorClass[];
}

function inputsOf(controller: Type, operationId: string): Inputs {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, operationId) ?? {}) as Record<
    string,
    { pipes?: unknown[]; factory?: unknown }
  >;
  const types = Object.keys(parameters).map((key) => Number(key.split(':')[0]));
  const pipes = Object.values(parameters).flatMap((parameter) => parameter.pipes ?? []);
  return {
    caller: Object.values(parameters).some(({ factory }) => factory === callerOf),
    body: types.includes(RouteParamtypes.BODY),
    fields: types.includes(RouteParamtypes.QUERY),
    problems: [
      // A part of the address may hold a character that nothing can be called by.
      ...(types.includes(RouteParamtypes.PARAM) ? [MalformedRequest] : []),
      ...pipes.flatMap((pipe) => (typeof pipe === 'function' && (Reflect.getMetadata(PROBLEMS, pipe) as DomainErrorClass[])) || []),
    ],
  };
}
