import { expect, it } from '@jest/globals';
import { CASE_STATUSES, CaseMachine, CLOSE_REASONS, CLOSED_FROM, type CaseVerb } from './case.status.js';

it('lets a case come to every status, and to its end from each', () => {
  const reached = new Set(['reported', ...CASE_STATUSES.flatMap((status) => CaseMachine.following(status))]);
  expect([...reached].sort()).toEqual([...CASE_STATUSES].sort());
  for (const status of CASE_STATUSES) {
    if (status !== 'closed') expect([status, CaseMachine.following(status).includes('closed')]).toEqual([status, true]);
  }
});

it('closes for each reason only from where the table lets it close', () => {
  for (const reason of CLOSE_REASONS) {
    for (const status of CLOSED_FROM[reason])
      expect([reason, status, CaseMachine.following(status).includes('closed')]).toEqual([reason, status, true]);
  }
});

it('issues a notice only once an officer has looked, and cites only on a notice', () => {
  const where = (verb: CaseVerb) => CASE_STATUSES.filter((status) => CaseMachine.allows(verb, status));
  expect(where('issueNotice')).toEqual(['open', 'notice-issued']);
  expect(where('cite')).toEqual(['notice-issued']);
  expect(where('reopen')).toEqual(['closed']);
  expect(CaseMachine.each().every((verb) => where(verb).length > 0)).toBe(true);
});
