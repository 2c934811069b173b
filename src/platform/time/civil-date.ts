import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Whether it is a day of the calendar as `YYYY-MM-DD`. */
export function isCivilDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(?!0000)\d{4}-\d\d-\d\d$/.test(value)) return false;
  try {
    Temporal.PlainDate.from(value);
    return true;
  } catch {
    return false;
  }
}

/** A field that holds a civil date, `YYYY-MM-DD`. */
export const IsCivilDate = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name: 'isCivilDate', validator: { validate: isCivilDate } }, { message: 'must be a date such as 2026-06-01', ...options });
