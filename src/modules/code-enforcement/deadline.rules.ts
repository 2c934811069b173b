import type { FieldError } from '../../platform/errors/domain-error.js';

/** What a compliance date must be: not past, a day on which the city works, and later than the one that it replaces. */
export function deadlineProblems(
  complyBy: Temporal.PlainDate,
  today: Temporal.PlainDate,
  isBusinessDay: (day: Temporal.PlainDate) => boolean,
  replaces?: Temporal.PlainDate | null,
): FieldError[] {
  const pointer = '/complyBy';
  if (Temporal.PlainDate.compare(complyBy, today) < 0) return [{ pointer, detail: 'must not be in the past' }];
  if (Temporal.PlainDate.compare(complyBy, today.add({ years: 2 })) > 0) return [{ pointer, detail: 'must be within two years' }];
  if (!isBusinessDay(complyBy)) return [{ pointer, detail: 'must be a business day, no weekend and no holiday of the city' }];
  if (replaces && Temporal.PlainDate.compare(complyBy, replaces) <= 0) {
    return [{ pointer, detail: `must be later than the date in force, ${replaces.toString()}` }];
  }
  return [];
}
