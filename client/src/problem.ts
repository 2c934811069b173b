import type { components } from './schema.js';

/** Every refusal that there is, a shape for each code with all its members. */
export type Problem = components['schemas']['AnyProblem'];
export type ProblemCode = Problem['code'];

/** A refusal of the portal, thrown. `message` may be shown to people as it is; once `problem.code` is known, so are its members. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What the portal answered, or its refusal thrown as a `ProblemError`: `await answer(portal.api.GET('/v1/city'))`. */
export async function answer<Data>(asked: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (response.ok) return data as Data;
  if (isProblem(error)) throw new ProblemError(error);
  throw new Error(`The portal answered ${response.status}, and not as its document says.`);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
