/** What sort of refusal an error is; `platform/http` maps each kind to one HTTP status. */
export type ProblemKind =
  | 'unreadable' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not-found' // 404
  | 'wrong-method' // 405
  | 'conflict' // 409
  | 'stale' // 412
  | 'too-large' // 413
  | 'unsupported-type' // 415
  | 'no-such-range' // 416
  | 'rule-broken' // 422
  | 'too-many' // 429
  | 'fault' // 500
  | 'unavailable'; // 503

/** One broken rule of one field. `pointer` is a JSON Pointer into the request body (`/address/zip`). */
export interface FieldError {
  pointer: string;
  detail: string;
}

/** Further members of a problem document; those of RFC 9457 and of every problem here are its own. */
export type Extensions = Record<string, unknown> & {
  [member in 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code' | 'errors']?: never;
};

/** What a refusal says besides its sentence. */
interface More {
  extensions?: Extensions;
  errors?: FieldError[];
  cause?: unknown;
}

/** Whoever refuses with further members names them all. */
type Told<Name extends PropertyKey> = [Name] extends [never] ? [more?: More] : [more: More & { extensions: Record<Name, unknown> }];

export type LogLevel = 'silent' | 'debug' | 'info' | 'warn' | 'error';

export interface DomainErrorClass {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly title: string;
  readonly logLevel: LogLevel;
  readonly members?: Extensions;
  readonly sometimes?: readonly string[];
}

/**
 * A rule that was broken, said kindly. Each rule has its own class with a stable `code` (`module.what-happened`), so that
 * clients can react to it and the API document can list it. Knows nothing of HTTP.
 */
export abstract class DomainError extends Error {
  static readonly code: string;
  static readonly kind: ProblemKind;
  /** Short and the same for every occurrence. */
  static readonly title: string;
  static readonly logLevel: LogLevel = 'debug';
  /** What further members its problem documents have, by example; published in the API document. */
  static readonly members?: Extensions;
  /** Which of these members an occurrence can be without. */
  static readonly sometimes?: readonly string[];

  /** Such as `{ currentStatus: 'issued' }` or `{ alternatives: [...] }`. */
  readonly extensions: Extensions;
  readonly errors: FieldError[];

  /** @param detail one sentence for the person who reads it: what was refused, why, and what is possible instead */
  constructor(detail: string, more: More = {}) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = this.constructor.name;
    this.extensions = more.extensions ?? {};
    this.errors = more.errors ?? [];
  }

  get rule(): DomainErrorClass {
    return this.constructor as unknown as DomainErrorClass;
  }
}

/**
 * `class RefundNotFound extends domainError('payments.refund-not-found', 'not-found', 'No such refund') {}`
 *
 * @param members what further members its problem documents have, by example
 * @param sometimes which of them an occurrence can be without
 */
export function domainError<Members extends Extensions = Record<never, never>, Sometimes extends keyof Members = never>(
  code: string,
  kind: ProblemKind,
  title: string,
  members?: Members,
  sometimes: readonly Sometimes[] = [],
) {
  return class extends DomainError {
    static override readonly code = code;
    static override readonly kind = kind;
    static override readonly title = title;
    static override readonly members = members;
    static override readonly sometimes = sometimes as readonly string[];

    constructor(detail: string, ...[more]: Told<Exclude<keyof Members, Sometimes>>) {
      super(detail, more);
    }
  };
}

/** Input that breaks a rule of a field. The one error that every module may throw as it is. */
export class InvalidInput extends domainError('platform.invalid-input', 'rule-broken', 'Some fields need to be corrected') {
  constructor(errors: FieldError[]) {
    super(errors.length === 1 ? `${errors[0]!.pointer || 'The body'}: ${errors[0]!.detail}` : `${errors.length} fields need attention.`, {
      errors,
    });
  }
}
