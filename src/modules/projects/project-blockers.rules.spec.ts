import { expect, it } from '@jest/globals';
import type { KeptItem, RecordSummary } from '../records/index.js';
import { inOrder, type Blocker } from './project-blockers.rules.js';

const of = (number: string, waitingOn: KeptItem['waitingOn'], day: number): Blocker => ({
  record: { number } as RecordSummary,
  label: 'Something',
  waitingOn,
  since: Temporal.Instant.from(`2026-03-0${day}T15:00:00Z`),
  dueOn: null,
});

it('lists what blocks a project by who must act, then who has had to for longest, then by number', () => {
  const mixed = [of('B', 'city', 1), of('C', 'applicant', 3), of('A', 'contractor', 1), of('E', 'applicant', 2), of('D', 'applicant', 2)];
  expect(inOrder(mixed).map(({ record, waitingOn }) => `${waitingOn} ${record.number}`)).toEqual([
    'applicant D',
    'applicant E',
    'applicant C',
    'contractor A',
    'city B',
  ]);
});
