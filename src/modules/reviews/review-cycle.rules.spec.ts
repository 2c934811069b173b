import { describe, expect, it } from '@jest/globals';
import { commentKind, needsComments, outcomeOf } from './review-cycle.rules.js';
import { REVIEW_DECISIONS, REVIEW_STATUSES, ReviewMachine } from './review.status.js';

describe('a review cycle', () => {
  it('P-05 stays open while one discipline has not decided, even when another already asks for corrections', () => {
    expect(outcomeOf(['approved', 'pending'])).toBe('open');
    expect(outcomeOf(['corrections-required', 'pending'])).toBe('open');
  });

  it('P-05 sends the application back when one discipline asks for corrections', () => {
    expect(outcomeOf(['approved', 'corrections-required', 'not-applicable'])).toBe('corrections-required');
  });

  it('P-05 approves when every discipline approved, set conditions or had nothing to look at', () => {
    expect(outcomeOf(['approved', 'approved-with-conditions', 'not-applicable'])).toBe('approved');
  });
});

describe('a review', () => {
  it('can be decided or cancelled while it is pending, and never again', () => {
    expect(ReviewMachine.following('pending').sort()).toEqual([...REVIEW_DECISIONS, 'cancelled'].sort());
    for (const status of REVIEW_STATUSES.filter((each) => each !== 'pending')) expect(ReviewMachine.following(status)).toEqual([]);
  });

  it('turns comments into corrections, conditions or notes by its decision, and insists on the first two', () => {
    expect(REVIEW_DECISIONS.map((decision) => [decision, commentKind(decision), needsComments(decision)])).toEqual([
      ['approved', 'note', false],
      ['approved-with-conditions', 'condition', true],
      ['corrections-required', 'correction', true],
      ['not-applicable', 'note', false],
    ]);
  });
});
