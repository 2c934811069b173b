import { CLOSE_REASON_LABELS, type CaseStatus, type CloseReason } from '../case.status.js';

const WORDS: Record<Exclude<CaseStatus, 'closed'>, string> = {
  reported: 'It has come in. An officer will look into it.',
  open: 'An officer is looking into it.',
  'notice-issued': 'The city found a violation and has asked for it to be corrected.',
  complied: 'It was corrected.',
  cited: 'It was not corrected in time and goes to a hearing.',
};

/** How far a concern is, in words that name nobody. */
export function concernInWords(status: CaseStatus, reason: CloseReason | null): string {
  if (status !== 'closed') return WORDS[status];
  return reason
    ? `It is closed: ${CLOSE_REASON_LABELS[reason].charAt(0).toLowerCase()}${CLOSE_REASON_LABELS[reason].slice(1)}.`
    : 'It is closed.';
}
