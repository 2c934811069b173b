import { ProblemError } from '../problems/problem';

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What the API answered, or its refusal thrown as a `ProblemError`: `await answer(api.GET('/v1/city'))`. */
export async function answer<Data>(asked: Promise<Answered<Data>>): Promise<Data> {
  let answered: Answered<Data>;
  try {
    answered = await asked;
  } catch {
    throw ProblemError.offline();
  }
  const { data, error, response } = answered;
  if (!response.ok) throw ProblemError.told(response.status, error);
  return data as Data;
}
