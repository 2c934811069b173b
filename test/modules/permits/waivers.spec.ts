import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { pay } from '../../support/payments.js';
import {
  decideAll,
  expectStatus,
  FENCE,
  getPermit,
  MAPLE_STREET,
  plainAnswers,
  registerContractor,
  submitted,
  uploadMissing,
} from '../../support/permits.js';

const BACKFLOW = 'RST-SEWBF';

let app: TestApp;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let technician: SignedInClient;
let request: object;

beforeAll(async () => {
  app = await startApp();
  [applicant, reviewer, technician] = [await signUp(app), await staff(app, 'plan-reviewer'), await staff(app, 'permit-technician')];
  const { form } = (await applicant.get(`/permit-types/${BACKFLOW}`)).body;
  const { number } = await registerContractor(app, technician, 'plumbing');
  request = { ...FENCE, address: MAPLE_STREET, permitType: BACKFLOW, answers: plainAnswers(form), contractorNumbers: [number] };
});
afterAll(() => app.close());

const grant = (number: string, code = 'program') =>
  technician.post(`/admin/permits/${number}/fee-waivers`, { code, reason: 'Takes part in the backflow program' });
const linesOf = async (number: string) =>
  ((await applicant.get(`/records/${number}/fees`)).body as { code: string; kind: string; amountCents: number; status: string }[]).filter(
    ({ kind }) => kind !== 'void',
  );

describe('P-04 a waiver that an estimate offers', () => {
  it('is granted by staff: a line of its own takes the fee off, and the chronology and the audit say so', async () => {
    const offered = expectStatus<{ possibleWaivers: unknown }>(
      await applicant.post('/fee-estimates', { permitType: BACKFLOW, valuationCents: 0, answers: {} }),
      200,
    ).possibleWaivers;
    expect(offered).toMatchObject([{ code: 'program', basisPoints: 10_000 }]);
    const { number } = await submitted(applicant, request);
    expect((await getPermit(applicant, number)).fees.dueCents).toBe(10_000);

    expect(expectStatus(await grant(number), 201).fees.dueCents).toBe(0);
    expect((await linesOf(number)).filter(({ code }) => code === 'program')).toMatchObject([{ kind: 'waiver', amountCents: -10_000 }]);
    const told = (await applicant.get(`/records/${number}/events?limit=100`)).body.items as { summary: string }[];
    expect(told.map(({ summary }) => summary)).toContain('A waiver of fees was granted: Takes part in the backflow program');
    const audited = await app.get(Database).rows(sql<{ after: unknown }>`
      select after from platform.audit_entry where action = 'permits.grant-waiver' and subject = ${number}`);
    expect(audited).toMatchObject([{ after: { code: 'program', reason: 'Takes part in the backflow program' } }]);
  });

  it('is granted once, and only where the schedule has it', async () => {
    const [backflow, fence] = [await submitted(applicant, request), await submitted(applicant)];
    expect(problemOf(await grant(backflow.number, 'veteran')).errors).toMatchObject([
      { pointer: '/code', detail: 'must be one of: program' },
    ]);
    expect(problemOf(await grant(fence.number)).errors).toMatchObject([{ pointer: '/code' }]);
    expectStatus(await grant(backflow.number), 201);
    expect(problemOf(await grant(backflow.number)).code).toBe('permits.waiver-granted');
  });

  it('gives back what was paid', async () => {
    const { number } = await submitted(applicant, request);
    await pay(app, applicant, number);
    expect(expectStatus(await grant(number), 201).fees).toMatchObject({ dueCents: 0 });
    const cashier = await staff(app, 'cashier');
    const due = (await cashier.get('/admin/refunds-due?limit=100')).body.items as { recordNumber: string; amountCents: number }[];
    expect(due.filter(({ recordNumber }) => recordNumber === number)).toMatchObject([{ amountCents: 10_000 }]);
  });

  it('stays when the application comes again, and lets go of a permit that waited for nothing else', async () => {
    const { number } = await submitted(applicant, request);
    expectStatus(await technician.post(`/admin/permits/${number}/return`, { reason: 'The plat is missing' }), 201);
    expectStatus(await grant(number), 201);
    expectStatus(await applicant.post(`/permits/${number}/submission`), 201);
    expect((await getPermit(applicant, number)).fees.dueCents).toBe(0);
    await decideAll(app, reviewer, number, 'approved');
    await uploadMissing(applicant, number, 'before-issuance');
    await app.settle();
    expect((await getPermit(applicant, number)).status).toBe('issued');
  });
});
