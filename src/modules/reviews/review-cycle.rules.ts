import type { CommentKind, ReviewDecision, ReviewStatus } from './review.status.js';

/** A cycle ends when every discipline has decided; one that asks for corrections sends the whole application back (`P-05`). */
export function outcomeOf(statuses: readonly ReviewStatus[]): 'open' | 'approved' | 'corrections-required' {
  if (statuses.includes('pending')) return 'open';
  return statuses.includes('corrections-required') ? 'corrections-required' : 'approved';
}

export function commentKind(decision: ReviewDecision): CommentKind {
  if (decision === 'corrections-required') return 'correction';
  return decision === 'approved-with-conditions' ? 'condition' : 'note';
}

/** Who asks for corrections or sets conditions must say which. */
export function needsComments(decision: ReviewDecision): boolean {
  return commentKind(decision) !== 'note';
}
