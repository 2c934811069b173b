import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ComplianceDatePassed, HearingReminderDue } from '../../../src/modules/code-enforcement/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff, type SignedInClient } from '../../support/builders.js';
import { aNotice, aViolation, made, MOW } from '../../support/code-enforcement.js';
import { anInspector, book, forDays, inspectionId } from '../../support/inspections.js';
import { published } from '../../support/payments.js';

let app: TestApp;
let officer: SignedInClient;
let owner: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  officer = forDays(app, await staff(app, 'code-officer'));
  owner = forDays(app, await signUp(app));
  await anInspector(app, { disciplines: ['code'] });
});
afterAll(() => app?.close());

const act = async (number: string, what: string, body: object = {}) =>
  made(await officer.post(`/admin/code-cases/${number}/${what}`, body));
const on = (civil: string) => app.clock.set(Temporal.PlainDateTime.from(civil).toZonedDateTime('America/Chicago').toInstant());
const overdue = async () => {
  await app.runJob('code-enforcement.follow-compliance-dates');
  await app.settle();
  return (await published(app, ComplianceDatePassed)).map(({ number, complyBy }) => `${number} ${complyBy}`);
};
const reminded = async () => {
  await app.runJob('code-enforcement.remind-hearings');
  await app.settle();
  return (await published(app, HearingReminderDue)).length;
};

it('E-01 gives a case back to its officer the night after the compliance date, once, and again after more time', async () => {
  const { number } = await aNotice(officer, { accountId: owner.accountId });
  const booked = await aNotice(officer, { accountId: owner.accountId });
  await act(booked.number, 'reinspection');
  const visit = await inspectionId(owner, booked.number, 'code-reinspection');
  expect((await book(owner, visit, '2026-03-18', '09:30')).status).toBe(200);

  on('2026-03-16T23:00');
  expect(await overdue()).toEqual([]);
  on('2026-03-17T00:30');
  // Two replicas that run it at once, and a run by hand.
  await Promise.all([app.runJob('code-enforcement.follow-compliance-dates'), app.runJob('code-enforcement.follow-compliance-dates')]);
  expect(await overdue()).toEqual([`${number} 2026-03-16`]);
  expect((await officer.get(`/code-cases/${number}`)).body.nextStep).toMatchObject({
    actor: 'city',
    label: 'The compliance date has passed: the city re-inspects',
  });
  const record = await app.get(Database).row(sql<{ role: string; due: string }>`
    select next_step_role as role, next_step_due_on::text as due from records.record where number = ${number}`);
  expect(record).toEqual({ role: 'code-officer', due: '2026-03-18' });
  expect((await officer.get('/notifications')).body.items[0].subject).toBe(`${number}: the compliance date has passed`);

  await act(number, 'compliance-extension', { complyBy: '2026-03-23', reason: 'The mower is broken.' });
  await owner.delete(`/inspections/${visit}/appointment`);
  on('2026-03-24T00:30');
  expect(await overdue()).toEqual([`${number} 2026-03-16`, `${booked.number} 2026-03-16`, `${number} 2026-03-23`].sort());
});

it('E-01 reminds of a hearing a week and a day before, once each, also when a run was missed', async () => {
  on('2026-04-01T09:00');
  const cited = async (date: string) => {
    const { number } = await aNoticeIn('2026-04-10');
    await act(number, 'citation', { reason: 'Nothing will be done.', early: true });
    await act(number, 'hearings', { date });
    return number;
  };
  await cited('2026-04-16');
  const missed = await cited('2026-04-23');
  on('2026-04-08T08:00');
  expect(await reminded()).toBe(0);
  on('2026-04-09T08:00');
  expect(await reminded()).toBe(1);
  expect(await reminded()).toBe(1);
  on('2026-04-15T08:00');
  expect(await reminded()).toBe(2);
  // Nothing ran until the day before the second one: one reminder does for both.
  on('2026-04-22T08:00');
  expect(await reminded()).toBe(3);
  on('2026-04-23T08:00');
  expect(await reminded()).toBe(3);
  const letters = (await owner.get('/notifications?limit=100')).body.items.filter(
    ({ kind }: { kind: string }) => kind === 'hearing-reminder',
  );
  expect(letters.map(({ recordNumber }: { recordNumber: string }) => recordNumber)).toContain(missed);
  expect(letters).toHaveLength(3);
});

async function aNoticeIn(complyBy: string) {
  const codeCase = await aViolation(officer, { accountId: owner.accountId });
  return act(codeCase.number, 'notices', { respondentId: codeCase.respondents[0]!.id, violations: MOW, complyBy });
}
