import { expect, it } from '@jest/globals';
import type { RecordSummary } from '../records/index.js';
import { inOrder, nextStepOf, type BlockerOf, type BlockingSide } from './project-blockers.rules.js';

const at = (day: number) => Temporal.Instant.from(`2026-03-0${day}T15:00:00Z`);
const of = (number: string, waitingOn: BlockingSide, day: number): BlockerOf => ({
  record: { number } as RecordSummary,
  label: 'Something',
  waitingOn,
  since: at(day),
});
const shell = (actor: string, closedAt: Temporal.Instant | null = null) =>
  ({
    closedAt,
    nextStep: { actor, label: 'Answer the review comments', role: null, dueOn: null, since: at(3) },
    waitingSince: at(2),
  }) as unknown as RecordSummary;

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

it('takes the next step of a record for what blocks it, since the ball came to that side', () => {
  expect(nextStepOf(shell('applicant'))).toEqual([
    { label: 'Answer the review comments', waitingOn: 'applicant', since: at(2), role: null, dueOn: null },
  ]);
});

it('sees nothing that blocks a record that waits for nobody or is closed', () => {
  expect(nextStepOf(shell('none'))).toEqual([]);
  expect(nextStepOf(shell('applicant', at(3)))).toEqual([]);
});
