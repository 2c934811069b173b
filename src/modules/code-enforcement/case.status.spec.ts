import { expect, it } from '@jest/globals';
import { allows, CASE_STATUSES, CASE_VERBS, CaseTransitions, CLOSE_REASONS, CLOSED_FROM, type CaseVerb } from './case.status.js';

it('lets a case come to every status, and to its end from each', () => {
  const reached = new Set(['reported', ...Object.values(CaseTransitions).flat()]);
  expect([...reached].sort()).toEqual([...CASE_STATUSES].sort());
  for (const status of CASE_STATUSES) {
    if (status !== 'closed') expect([status, CaseTransitions[status].includes('closed')]).toEqual([status, true]);
  }
});

it('closes for each reason only from where the table lets it close', () => {
  for (const reason of CLOSE_REASONS) {
    for (const status of CLOSED_FROM[reason])
      expect([reason, status, CaseTransitions[status].includes('closed')]).toEqual([reason, status, true]);
  }
});

it('issues a notice only once an officer has looked, and cites only on a notice', () => {
  const where = (verb: CaseVerb) => CASE_STATUSES.filter((status) => allows(verb, status));
  expect(where('issueNotice')).toEqual(['open', 'notice-issued']);
  expect(where('cite')).toEqual(['notice-issued']);
  expect(where('reopen')).toEqual(['closed']);
  expect(Object.keys(CASE_VERBS).every((verb) => where(verb as CaseVerb).length > 0)).toBe(true);
});
