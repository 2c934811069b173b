import { METHODS } from 'node:http';
import type { Request } from 'express';
import type { DomainError } from '../errors/domain-error.js';
import { MethodNotAllowed, NotFound } from './http.errors.js';

/** What Express keeps of a route. Middleware of Nest that is bound to a path stands there too, under every method there is. */
interface Layer {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
}

/** The methods that the address of this request knows. */
export function methodsHere(request: Request): string[] {
  const path = request.originalUrl.split('?')[0]!;
  const { stack } = request.app.router as unknown as { stack: Layer[] };
  const methods = stack
    .filter((layer) => layer.route && !isMiddleware(layer.route) && matches(layer, path))
    .flatMap((layer) => Object.keys(layer.route!.methods));
  const known = new Set(methods.map((method) => method.toUpperCase()));
  if (known.has('GET')) known.add('HEAD');
  return [...known].sort();
}

/** Why nothing is found for this request: the address does not exist, or it does not know the method. */
export function unknownRoute(request: Request): DomainError {
  const methods = methodsHere(request);
  if (methods.length === 0) return new NotFound('This address does not exist. The API document at /docs lists those that do.');
  return new MethodNotAllowed(`This address knows ${methods.join(', ')}, not ${request.method}.`, { extensions: { allow: methods } });
}

function isMiddleware({ methods }: NonNullable<Layer['route']>): boolean {
  return '_all' in methods || METHODS.every((method) => method.toLowerCase() in methods);
}

function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
