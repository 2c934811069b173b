import { describe, expect, it } from '@jest/globals';
import { allPassed, isReady, needsComments, statusAfter, type OrderedInspection } from './inspection-order.rules.js';
import { INSPECTION_OUTCOMES, INSPECTION_STATUSES, InspectionMachine, type InspectionStatus } from './inspection.status.js';

const inspection = (sequence: number, status: InspectionStatus, required = true): OrderedInspection => ({ sequence, status, required });

describe('the order of inspections', () => {
  it('opens the first at once and the final only when every required one before it has passed', () => {
    expect(isReady({ sequence: 1 }, [inspection(1, 'not-ready'), inspection(2, 'not-ready')])).toBe(true);
    expect(isReady({ sequence: 3 }, [inspection(1, 'passed'), inspection(2, 'ready'), inspection(3, 'not-ready')])).toBe(false);
    expect(isReady({ sequence: 3 }, [inspection(1, 'passed'), inspection(2, 'passed'), inspection(3, 'not-ready')])).toBe(true);
  });

  it('does not wait for an optional inspection, nor for one of the same rank', () => {
    expect(isReady({ sequence: 2 }, [inspection(1, 'ready', false), inspection(2, 'not-ready')])).toBe(true);
    expect(isReady({ sequence: 1 }, [inspection(1, 'ready'), inspection(1, 'not-ready')])).toBe(true);
  });

  it('I-04 is complete when every required inspection has passed', () => {
    expect(allPassed([inspection(1, 'passed'), inspection(2, 'ready', false)])).toBe(true);
    expect(allPassed([inspection(1, 'passed'), inspection(2, 'failed')])).toBe(false);
    expect(allPassed([])).toBe(false);
  });

  it('counts optional ones where nothing is required', () => {
    expect(allPassed([inspection(1, 'passed', false), inspection(2, 'ready', false)])).toBe(false);
    expect(allPassed([inspection(1, 'passed', false), inspection(2, 'cancelled', false)])).toBe(true);
  });
});

describe('a result', () => {
  it('passes only when approved, and says why when it does not', () => {
    expect(INSPECTION_OUTCOMES.map((outcome) => [outcome, statusAfter(outcome), needsComments(outcome)])).toEqual([
      ['approved', 'passed', false],
      ['partial', 'failed', true],
      ['corrections-required', 'failed', true],
      ['no-access', 'failed', false],
      ['not-ready', 'failed', true],
    ]);
  });

  it('comes once: a closed inspection goes nowhere', () => {
    const ends = INSPECTION_STATUSES.filter((status) => InspectionMachine.isOver(status));
    expect(ends).toEqual(['passed', 'failed', 'cancelled']);
    expect(InspectionMachine.following('not-ready')).not.toContain('passed');
  });
});
