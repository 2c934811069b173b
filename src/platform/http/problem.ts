import type { DomainError, FieldError, ProblemKind } from '../errors/domain-error.js';

/** RFC 9457 problem document: how every refusal is told. */
export interface Problem {
  /** Address of a page that explains the code. */
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  /** Stable, `module.what-happened`; programs react to this. */
  code: string;
  errors?: FieldError[];
  [extension: string]: unknown;
}

export const STATUS_OF: Record<ProblemKind, number> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'unsupported-type': 415,
  'no-such-range': 416,
  'rule-broken': 422,
  'too-many': 429,
  fault: 500,
  unavailable: 503,
};

/** Where a code is explained. */
export function problemType(publicUrl: string, code: string): string {
  return `${publicUrl}/problems/${code}`;
}

export function toProblem(error: DomainError, publicUrl: string, instance: string): Problem {
  const { code, kind, title } = error.rule;
  return {
    ...error.extensions,
    type: problemType(publicUrl, code),
    title,
    status: STATUS_OF[kind],
    detail: error.message,
    instance,
    code,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
  };
}
