import { createHmac } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { decrypt, encrypt } from '../auth/encryption.js';
import type { Principal } from '../auth/principal.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { IdempotencyKeyMalformed, IdempotencyKeyRequired } from './idempotency.errors.js';
import { OwnAnswer } from './own-answer.js';
import { IdempotencyKeys, type Answer, type Claim } from './idempotency-keys.js';

export const IDEMPOTENT = Symbol('idempotent');

export interface Idempotency {
  /** Without the header the request is refused with 400. */
  required: boolean;
  /**
   * The handler opens its own transactions, because it talks to another system or works long before them. It keeps its answer in the
   * last of them (`OwnAnswer`), or must be safe to run again after a crash.
   */
  ownTransactions: boolean;
  /** The answer holds a secret: it is kept so that only the portal, given the same key again, can read it. */
  sealed: boolean;
}

/** Headers that are part of the answer. */
const KEPT_HEADERS = ['location', 'etag'];

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: IdempotencyKeys,
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly own: OwnAnswer,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const options = this.reflector.get<Idempotency>(IDEMPOTENT, context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<Request & { user?: Principal }>();
    const key = request.header('idempotency-key');
    if (key === undefined) {
      if (options.required) {
        throw new IdempotencyKeyRequired(
          'Send an Idempotency-Key header, such as a new UUID, so that a repeated request does nothing twice.',
        );
      }
      return next.handle();
    }
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new IdempotencyKeyMalformed('An Idempotency-Key has 1 to 255 visible ASCII characters; a new UUID is a good one.');
    }
    const scope = request.user ? `account ${request.user.accountId}` : `client ${request.ip}`;
    return from(
      this.answer({ scope, key, requestHash: hashOf(request, this.settings.jwtSecret) }, options, next, http.getResponse<Response>()),
    );
  }

  private async answer(
    request: { scope: string; key: string; requestHash: string },
    options: Idempotency,
    next: CallHandler,
    response: Response,
  ) {
    const claim = await this.keys.claim(request);
    const seal = options.sealed ? new AnswerSeal(this.settings.jwtSecret, request.scope, request.key) : undefined;
    if ('status' in claim) return replay(seal?.open(claim) ?? claim, response);
    const keep = (body: unknown) => this.keys.keep(claim, seal?.close(answerOf(body, response)) ?? answerOf(body, response));
    try {
      if (options.ownTransactions) {
        const body = await this.own.run(keep, () => firstValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined }));
        await keep(body);
        return body;
      }
      return await this.database.transaction(async () => {
        await this.keys.hold(claim);
        const body = (await firstValueFrom(next.handle(), { defaultValue: undefined })) as unknown;
        await keep(body);
        return body;
      });
    } catch (error) {
      await this.release(claim);
      throw error;
    }
  }

  /** A refused request leaves its key free. When even that fails, the key frees itself in time, and the first error matters more. */
  private async release(claim: Claim): Promise<void> {
    await this.keys.release(claim).catch(() => {});
  }
}

/** Hides the body of a kept answer; the key it takes is made of the caller's key, which the database holds too, and the secret, which it does not. */
class AnswerSeal {
  private readonly key: Buffer;

  constructor(secret: string, scope: string, idempotencyKey: string) {
    this.key = createHmac('sha256', secret).update(`sealed answer\n${scope}\n${idempotencyKey}`).digest();
  }

  close(answer: Answer): Answer {
    if (answer.body === null) return answer;
    return { ...answer, body: encrypt(this.key, '', answer.body).toString('base64url') };
  }

  open(answer: Answer): Answer {
    if (answer.body === null) return answer;
    const body = decrypt(this.key, '', Buffer.from(answer.body, 'base64url'));
    if (body === undefined) throw new Error('The kept answer was changed, or kept under another secret.');
    return { ...answer, body };
  }
}

function answerOf(body: unknown, response: Response): Answer {
  const headers = KEPT_HEADERS.filter((name) => response.hasHeader(name)).map((name) => [name, String(response.getHeader(name))]);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: JSON.stringify(body) ?? null,
  };
}

const REPLAYED = 'Idempotent-Replayed';

/** Whether the answer is one of before, so that what came with this request is not needed. */
export function isReplayed(response: Response): boolean {
  return response.hasHeader(REPLAYED);
}

function replay(answer: Answer, response: Response): unknown {
  response.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader(REPLAYED, 'true');
  return answer.body === null ? undefined : JSON.parse(answer.body);
}

/** An upload that has arrived before the key is looked at says what it holds. */
interface WithUpload {
  file?: { fingerprint: string };
}

/**
 * What makes two requests the same: an upload, the content of its file and the other fields. Keyed, because bodies may hold passwords:
 * without the secret nobody can try guesses against what is kept.
 */
function hashOf(request: Request, secret: string): string {
  const { file } = request as unknown as WithUpload;
  const body: unknown = file ? { file: file.fingerprint, fields: { ...(request.body as object) } } : (request.body as unknown);
  return createHmac('sha256', secret)
    .update(`${request.method} ${request.originalUrl}\n${JSON.stringify(sorted(body)) ?? ''}`)
    .digest('base64url');
}

/** The order of members carries no meaning in JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
