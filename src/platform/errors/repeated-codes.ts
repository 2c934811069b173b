import type { FieldError } from './domain-error.js';

/** Entries of a list whose code an earlier one has. */
export function repeatedCodes(entries: readonly { code: string }[], pointer: string): FieldError[] {
  return entries.flatMap(({ code }, index) =>
    entries.findIndex((each) => each.code === code) < index
      ? [{ pointer: `${pointer}/${index}/code`, detail: `must not appear twice: ${code}` }]
      : [],
  );
}
