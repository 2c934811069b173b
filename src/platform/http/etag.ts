import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../errors/domain-error.js';

export const ETAG = Symbol('etag');

/** The answer is a single resource that can be edited: its `version` becomes part of the `ETag`. */
export const Etag = () => SetMetadata(ETAG, true);

/** The version that `If-Match` names; undefined without the header or with `*`. Hand it to `requireVersion`. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<Request>().header('if-match');
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^(?:W\/)?"(\d+)(?:\.[^"]*)?"$/.exec(header.trim())?.[1];
  return version === undefined ? -1 : Number(version);
});

export class StaleVersion extends DomainError {
  static override readonly code = 'platform.stale-version';
  static override readonly kind = 'stale';
  static override readonly title = 'It has changed since you read it';
}

/** Refuses a change that was made looking at an older state. */
export function requireVersion(current: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== current) {
    throw new StaleVersion('Someone has changed this since you read it. Read it again and repeat your change.');
  }
}
