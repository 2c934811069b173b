import type { FieldError } from '../errors/domain-error.js';

/** RFC 9457 problem document: how every refusal is told. */
export interface Problem {
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
