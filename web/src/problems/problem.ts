import type { Shape } from '../api/types';

/** The members that some codes add: `nearest`, `alternatives`, `opensOn` … */
export type Problem = Shape<'Problem'> & Record<string, unknown>;

/** A refusal of the API, as it told it; status 0 when nothing was heard of it at all. */
export class ProblemError extends Error {
  private constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }

  static told(status: number, body: unknown): ProblemError {
    const problem = isProblem(body) ? body : made('portal.no-answer', status, 'The portal did not answer as it should. Please try again.');
    return new ProblemError(status, problem);
  }

  static offline(): ProblemError {
    return new ProblemError(0, made('portal.offline', 0, 'The connection was lost. Nothing you typed is lost; please try again.'));
  }

  get code(): string {
    return this.problem.code;
  }

  /** May go away by itself: a lost line, a portal that is being restarted. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 502;
  }

  /** What is wrong, by the field's name in the form: `/address/zip` is `address.zip`. */
  get fields(): { name: string; detail: string }[] {
    return (this.problem.errors ?? []).map(({ pointer, detail }) => ({ name: fieldOf(pointer), detail }));
  }
}

/** What to tell of any failure. */
export function wordsOf(error: unknown): string {
  return error instanceof ProblemError ? error.message : 'Something went wrong on this page. Please try again.';
}

function fieldOf(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '.');
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

function made(code: string, status: number, detail: string): Problem {
  return { type: 'about:blank', title: detail, status, detail, instance: location.pathname, code };
}
