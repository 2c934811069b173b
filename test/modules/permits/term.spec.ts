import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { PermitExpired, PermitExpiringSoon, PermitExtended, PermitFinaled } from '../../../src/modules/permits/index.js';
import { newVerificationCode } from '../../../src/modules/official-documents/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { pay, published } from '../../support/payments.js';
import {
  createPermit,
  expectStatus,
  FENCE,
  getPermit,
  issued,
  MAPLE_STREET,
  passInspections,
  plainAnswers,
  submit,
  type FormQuestion,
} from '../../support/permits.js';

let app: TestApp;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let technician: SignedInClient;
let inspector: SignedInClient;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** The same people on another day, with new sign-ins. */
async function on(day: string): Promise<void> {
  app.clock.set(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'America/Chicago', plainTime: '09:00' }).toInstant());
  [applicant, reviewer, technician, inspector] = [
    await signUp(app),
    await staff(app, 'plan-reviewer'),
    await staff(app, 'permit-technician'),
    await staff(app, 'inspector'),
  ];
}

async function issuedOn(day: string): Promise<string> {
  await on(day);
  return (await issued(app, { applicant, reviewer })).number;
}

const of = <F extends { number: string }>(facts: F[], number: string) => facts.filter((each) => each.number === number);
const codeOf = async (number: string) =>
  (
    await app.get(Database).rows(sql<{ code: string }>`
      select verification_code as code from records.issued_paper d join permits.permit p on p.record_id = d.record_id
      where p.number = ${number} and d.kind = 'permit' order by edition`)
  ).map(({ code }) => code);
const verify = async (code: string) => (await anonymous(app).get(`/verifications/${code}`)).body;

describe('the term of a permit', () => {
  it('ends 180 days after the issue: one reminder 30 days before, expired the day after its last', async () => {
    const number = await issuedOn('2026-03-02');
    await on('2026-07-29');
    await app.runJob('permits.remind');
    expect(of(await published(app, PermitExpiringSoon), number)).toEqual([]);
    await on('2026-07-30');
    await app.runJob('permits.remind');
    await app.runJob('permits.remind');
    await on('2026-07-31');
    await app.runJob('permits.remind');
    expect(of(await published(app, PermitExpiringSoon), number)).toMatchObject([{ expiresOn: '2026-08-29' }]);

    await on('2026-08-29');
    await app.runJob('permits.expire');
    expect((await getPermit(technician, number)).status).toBe('issued');
    await on('2026-08-30');
    await app.runJob('permits.expire');
    await app.runJob('permits.expire');
    expect(await getPermit(technician, number)).toMatchObject({ status: 'expired', nextStep: { actor: 'none' } });
    expect(of(await published(app, PermitExpired), number)).toHaveLength(1);
    const inspections = (await technician.get(`/records/${number}/inspections`)).body.items;
    expect(inspections.map(({ status }: { status: string }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('starts anew with a passed inspection, and is reminded of the new date', async () => {
    const number = await issuedOn('2026-03-02');
    await on('2026-08-10');
    await app.runJob('permits.remind');
    const [first] = (await inspector.get(`/records/${number}/inspections`)).body.items;
    expectStatus(await inspector.post(`/admin/inspections/${first.id}/result`, { outcome: 'approved' }), 201);
    await app.settle();
    expect(await getPermit(technician, number)).toMatchObject({ expiresOn: '2027-02-06', status: 'issued' });
    expect((await technician.get(`/records/${number}`)).body.expiresOn).toBe('2027-02-06');
    await on('2027-01-10');
    await app.runJob('permits.expire');
    await app.runJob('permits.remind');
    expect(of(await published(app, PermitExpiringSoon), number).map(({ expiresOn }) => expiresOn)).toEqual(['2026-08-29', '2027-02-06']);
    expect(await passInspections(app, inspector, number)).toEqual(['fence-final']);
    expect((await getPermit(technician, number)).status).toBe('finaled');
  });

  it('is extended once, from its date, with a fee and a new card', async () => {
    const number = await issuedOn('2026-03-02');
    const extended = expectStatus(await technician.post(`/admin/permits/${number}/extension`, { reason: 'Late material' }), 201);
    expect(extended).toMatchObject({ expiresOn: '2027-02-25', extendedOn: '2026-03-02', fees: { dueCents: 5000 } });
    expect(of(await published(app, PermitExtended), number)).toMatchObject([{ expiresOn: '2027-02-25' }]);
    const again = await technician.post(`/admin/permits/${number}/extension`, {});
    expect(problemOf(again)).toMatchObject({ status: 409, code: 'permits.already-extended', expiresOn: '2027-02-25' });
    expect(problemOf(again).detail).toContain('valid through February 25, 2027');
    await app.settle();
    const [letter] = (await applicant.get('/notifications')).body.items;
    expect(letter).toMatchObject({
      kind: 'permit-extended',
      text: expect.stringMatching(/February 25, 2027[^]*pay \$50\.00[^]*Extension/),
    });
    const [old, current] = await codeOf(number);
    expect(await verify(old)).toMatchObject({ valid: true, replaced: true, expiresOn: '2027-02-25' });
    expect(await verify(current)).toMatchObject({ valid: true, replaced: false });
  });

  it('can be extended without the fee', async () => {
    const number = await issuedOn('2026-03-02');
    expect(expectStatus(await technician.post(`/admin/permits/${number}/extension`, { chargeFee: false }), 201).fees.dueCents).toBe(0);
  });

  it('that is fixed is neither extended nor prolonged; without inspections it is finaled at its end', async () => {
    await on('2026-03-02');
    const { form } = (await applicant.get('/permit-types/RST-LAWN')).body as { form: FormQuestion[] };
    const { number } = await createPermit(applicant, {
      permitType: 'RST-LAWN',
      address: MAPLE_STREET,
      description: 'Water the new lawn',
      valuationCents: 0,
      answers: { ...plainAnswers(form), areaSqFt: 800 },
    });
    if ((await submit(applicant, number)).fees.dueCents > 0) await pay(app, applicant, number);
    expect(await getPermit(applicant, number)).toMatchObject({ status: 'issued', expiresOn: '2026-03-16' });
    expect(problemOf(await technician.post(`/admin/permits/${number}/extension`, {})).code).toBe('permits.fixed-term');
    await on('2026-03-17');
    await app.runJob('permits.remind');
    await app.runJob('permits.expire');
    expect((await getPermit(technician, number)).status).toBe('finaled');
    expect(of(await published(app, PermitFinaled), number)).toHaveLength(1);
    expect(of(await published(app, PermitExpiringSoon), number)).toEqual([]);
  });
});

describe('P-07 anyone can verify a permit', () => {
  it('by its code, as people copy it; the answer names nobody', async () => {
    const number = await issuedOn('2026-03-02');
    const [code] = await codeOf(number);
    const answer = await verify(code);
    expect(answer).toEqual({
      valid: true,
      kind: 'permit',
      number,
      typeName: 'Fence Residential',
      status: 'issued',
      statusLabel: 'Issued',
      address: MAPLE_STREET,
      issuedOn: '2026-03-02',
      expiresOn: '2026-08-29',
      replaced: false,
      revoked: false,
    });
    expect(await verify(code.toLowerCase().replace(/(.{7})/g, '$1-'))).toEqual(answer);
  });

  it('in a browser as a page, that says when a code is unknown, too', async () => {
    const number = await issuedOn('2026-03-02');
    const [code] = await codeOf(number);
    const headers = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
    const page = await anonymous(app).raw(`/v1/verifications/${code}`, { headers });
    expect(page.headers.get('content-type')).toContain('text/html');
    const text = await page.text();
    for (const words of ['This permit is valid', number, '12 Maple Street', 'August 29, 2026']) expect(text).toContain(words);
    const unknown = await anonymous(app).raw(`/v1/verifications/${newVerificationCode()}`, { headers });
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('We do not know this code')]);
  });

  it('what an applicant writes cannot become part of the page', async () => {
    await on('2026-03-02');
    const at = (line1: string) => ({ ...FENCE, address: { ...MAPLE_STREET, line1 } });
    expect(problemOf(await applicant.post('/permits', at('<script>alert(1)</script>'))).errors).toMatchObject([
      { pointer: '/address/line1' },
    ]);
    const { number } = await issued(app, { applicant, reviewer }, at('12 Maple & "Oak" Street'));
    const page = await anonymous(app).raw(`/v1/verifications/${(await codeOf(number))[0]}`, { headers: { accept: 'text/html' } });
    const text = await page.text();
    expect(text).toContain('12 Maple &amp; ');
    expect(text).not.toContain('"Oak"');
  });

  it('a revoked or expired permit is shown as such, also before the night job', async () => {
    const [revoked, expired] = [await issuedOn('2026-03-02'), await issuedOn('2026-03-02')];
    expectStatus(await technician.post(`/admin/permits/${revoked}/revocation`, { reason: 'Issued in error' }), 201);
    expect(await verify((await codeOf(revoked))[0])).toMatchObject({ valid: false, status: 'revoked', statusLabel: 'Revoked' });
    await on('2026-08-30');
    expect(await verify((await codeOf(expired))[0])).toMatchObject({ valid: false, status: 'expired', statusLabel: 'Expired' });
  });

  it('a code that was never given out is unknown, whatever it looks like', async () => {
    for (const code of [newVerificationCode(), 'x', "'; drop table permits.permit; --", 'A'.repeat(500)]) {
      expect(problemOf(await anonymous(app).get(`/verifications/${encodeURIComponent(code)}`))).toMatchObject({
        status: 404,
        code: 'records.verification-unknown',
      });
    }
  });
});

it('an issued paper never changes, not even in the database', async () => {
  const number = await issuedOn(MONDAY_MORNING.slice(0, 10));
  const database = app.get(Database);
  const [code] = await codeOf(number);
  await expect(database.execute(sql`update records.issued_paper set snapshot = '{}' where verification_code = ${code}`)).rejects.toThrow();
  await expect(database.execute(sql`delete from records.issued_paper where verification_code = ${code}`)).rejects.toThrow();
});
