import type { Shape } from '../../api/types';
import { ProblemError } from '../../problems/problem';

/** The addresses of the city's list that may have been meant, of a refusal; undefined when it was about something else. */
export function nearestOf(error: unknown): readonly Shape<'ListedAddressDto'>[] | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'city.address-not-in-list') return undefined;
  const { nearest } = error.problem;
  return Array.isArray(nearest) ? (nearest as Shape<'ListedAddressDto'>[]) : [];
}
