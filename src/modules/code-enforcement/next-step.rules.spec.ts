import { expect, it } from '@jest/globals';
import { nextStepOf, type CasePicture } from './next-step.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const picture = (overrides: Partial<CasePicture>): CasePicture => ({
  status: 'notice-issued',
  violationFound: true,
  complyBy: day('2026-03-16'),
  today: day('2026-03-05'),
  workDueOn: null,
  reinspection: 'none',
  finaledPermit: null,
  hearing: null,
  finding: null,
  finesDueCents: 0,
  fined: false,
  ...overrides,
});
const labelOf = (overrides: Partial<CasePicture>) => nextStepOf(picture(overrides)).label;

it('has the officer act with a date while the city looks into it', () => {
  expect(nextStepOf(picture({ status: 'reported', violationFound: null, workDueOn: day('2026-03-09') }))).toEqual({
    actor: 'city',
    label: 'The city looks into what was reported',
    role: 'code-officer',
    dueOn: day('2026-03-09'),
  });
  expect(labelOf({ status: 'open', violationFound: null })).toContain('visits');
  expect(labelOf({ status: 'open', violationFound: true })).toContain('notice');
  expect(labelOf({ status: 'open', violationFound: false })).toContain('closes');
});

it('is the respondent’s turn until the compliance date, and the city’s the day after', () => {
  expect(nextStepOf(picture({}))).toMatchObject({ actor: 'applicant', label: 'Put right what the notice names by March 16, 2026' });
  expect(nextStepOf(picture({ today: day('2026-03-16') })).actor).toBe('applicant');
  expect(nextStepOf(picture({ today: day('2026-03-17') }))).toMatchObject({ actor: 'city', role: 'code-officer' });
});

it('goes by the re-inspection and by the permit that answers it', () => {
  expect(nextStepOf(picture({ reinspection: 'to-book' })).actor).toBe('applicant');
  expect(nextStepOf(picture({ reinspection: 'failed' })).actor).toBe('city');
  expect(labelOf({ finaledPermit: 'ZAS-2026-00017' })).toContain('ZAS-2026-00017');
});

it('goes from the citation to the hearing, its order and the fine', () => {
  const cited = (overrides: Partial<CasePicture>) => labelOf({ status: 'cited', ...overrides });
  expect(cited({})).toContain('schedules');
  expect(cited({ hearing: { date: day('2026-03-19') } })).toBe('Come to the hearing on March 19, 2026');
  expect(cited({ hearing: { date: day('2026-03-04') } })).toContain('order');
  expect(cited({ finding: 'liable' })).toContain('assesses');
  expect(cited({ finding: 'liable', finesDueCents: 100, fined: true })).toBe('Pay the fine');
  expect(cited({ finding: 'liable', fined: true })).toContain('followed');
  expect(cited({ finding: 'not-liable' })).toContain('closes');
});
