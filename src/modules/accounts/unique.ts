import { UniqueConstraintViolationException } from '@mikro-orm/core';

/** Says kindly what a unique index says curtly; the index decides, also when two requests race. */
export async function translatingDuplicates<T>(errors: Record<string, () => Error>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    throw (constraint && errors[constraint]?.()) || error;
  }
}

/** Errors of the ORM and of the driver both carry the name. */
function violatedConstraint(error: unknown): string | undefined {
  const violated = error as { code?: string; constraint?: string };
  return error instanceof UniqueConstraintViolationException || violated.code === '23505' ? violated.constraint : undefined;
}
