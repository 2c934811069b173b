import type { InspectionOutcome, InspectionStatus } from './inspection.status.js';

/** One inspection of a record, as its order is decided. A re-inspection stands in for the one it repeats. */
export interface OrderedInspection {
  sequence: number;
  required: boolean;
  status: InspectionStatus;
}

/** Rough before final: ready when every required inspection before it has passed. `all` are the newest attempts. */
export function isReady(inspection: Pick<OrderedInspection, 'sequence'>, all: readonly OrderedInspection[]): boolean {
  return all.every((other) => other.sequence >= inspection.sequence || !other.required || other.status === 'passed');
}

/** The last approval: nothing required is left. Where nothing is required, everything that was asked for counts. */
export function allPassed(all: readonly OrderedInspection[]): boolean {
  const required = all.filter((inspection) => inspection.required);
  const decisive = required.length > 0 ? required : all.filter((inspection) => inspection.status !== 'cancelled');
  return decisive.length > 0 && decisive.every((inspection) => inspection.status === 'passed');
}

export function statusAfter(outcome: InspectionOutcome): 'passed' | 'failed' {
  return outcome === 'approved' ? 'passed' : 'failed';
}

/** Whoever does not approve says why; a closed gate speaks for itself. */
export function needsComments(outcome: InspectionOutcome): boolean {
  return outcome === 'partial' || outcome === 'corrections-required' || outcome === 'not-ready';
}
