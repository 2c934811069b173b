import type { FieldError } from '../../../platform/errors/domain-error.js';
import type { StateTaxNumber } from '../catalogue/business-catalogue-file.js';

/** How the digits of a FEIN are printed; the same in every state. */
export const FEIN_GROUPS: readonly number[] = [2, 7];

/** `12345678` in groups of 4 and 4: `1234-5678`. Digits that were kept under another rule stand last, as they are. */
export function grouped(digits: string, groups: readonly number[]): string {
  if (groups.length === 0) return digits;
  const parts = groups.map((length, index) => {
    const from = groups.slice(0, index).reduce((sum, each) => sum + each, 0);
    return digits.slice(from, index === groups.length - 1 ? undefined : from + length);
  });
  return parts.filter((part) => part !== '').join('-');
}

/** Whether the state's number is one that the city asks for, as it is written there. */
export function stateNumberProblems(typed: string | null | undefined, asked: StateTaxNumber | undefined): FieldError[] {
  if (typed === null || typed === undefined) return [];
  if (!asked) return [{ pointer: '/ibt', detail: 'is not asked for by the city' }];
  const digits = digitsOf(asked);
  if (typed.replaceAll('-', '').length === digits) return [];
  return [{ pointer: '/ibt', detail: `must be ${digits} digits such as ${exampleOf(asked)}` }];
}

export function digitsOf({ groups }: StateTaxNumber): number {
  return groups.reduce((sum, each) => sum + each, 0);
}

/** `1234-5678` */
export function exampleOf(asked: StateTaxNumber): string {
  return grouped('1234567890123456789012345'.slice(0, digitsOf(asked)), asked.groups);
}
