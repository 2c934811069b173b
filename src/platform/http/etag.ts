import { hash } from 'node:crypto';
import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { domainError } from '../errors/domain-error.js';
import { withoutCoding } from './compression.js';

export const ETAG = Symbol('etag');
export const IF_MATCH = Symbol('if-match');

/** Puts `"<version>.<hash>"` on the answer: the version for `If-Match`, the hash because parts of an answer change without it. */
@Injectable()
class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    return next.handle().pipe(
      map((body: unknown) => {
        if (typeof body !== 'object' || body === null) return body;
        const etag = etagOf(body);
        const known = request.method === 'GET' ? knownAs(etag, request.header('if-none-match')) : undefined;
        response.setHeader('ETag', known ?? etag);
        if (!known) return body;
        // Express would send it all again to a browser's fetch(), which adds `Cache-Control: no-cache` to such a request.
        response.status(304);
        return undefined;
      }),
    );
  }
}

/** The tag by which `If-None-Match` names what the reader has already (RFC 9110, 13.1.2), compressed or not; undefined when it does not. */
export function knownAs(etag: string, ifNoneMatch: string | undefined): string | undefined {
  const known = (ifNoneMatch ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  return known.includes('*') ? etag : known.find((tag) => withoutCoding(tag) === etag);
}

/**
 * The answer is a single resource: its `version`, when it has one, and a hash of it become the `ETag`. `If-None-Match` is then
 * answered with 304.
 */
export const Etag = () => applyDecorators(SetMetadata(ETAG, true), UseInterceptors(EtagInterceptor));

function etagOf(body: object): string {
  const { version } = body as { version?: unknown };
  const content = hash('sha256', JSON.stringify(body), 'base64url').slice(0, 11);
  return typeof version === 'number' ? `"${version}.${content}"` : `"${content}"`;
}

/** The versions of which one must be the current one; undefined when any may be. */
export type ExpectedVersion = readonly number[] | undefined;

const ifMatch = createParamDecorator((_data: unknown, context: ExecutionContext): ExpectedVersion => {
  const header = context.switchToHttp().getRequest<Request>().header('if-match');
  if (header === undefined || header.trim() === '*') return undefined;
  // What is no version of ours is the current one of nothing.
  return header.split(',').map((tag) => Number(/^(?:W\/)?"(\d+)(?:\.[^"]*)?"$/.exec(tag.trim())?.[1] ?? -1));
});

/** The versions that `If-Match` names; undefined without the header or with `*`. Hand them to `requireVersion`. */
export const IfMatch = (): ParameterDecorator => (target, key, index) => {
  ifMatch()(target, key, index);
  SetMetadata(IF_MATCH, true)(target, key!, Object.getOwnPropertyDescriptor(target, key!)!);
};

export class StaleVersion extends domainError('platform.stale-version', 'stale', 'It has changed since you read it') {}

/** Refuses a change that was made looking at an older state. */
export function requireVersion(current: number, expected: ExpectedVersion): void {
  if (expected !== undefined && !expected.includes(current)) {
    throw new StaleVersion('Someone has changed this since you read it. Read it again and repeat your change.');
  }
}
