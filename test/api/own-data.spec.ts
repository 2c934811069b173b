import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { FeesService } from '../../src/modules/payments/index.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, contractorAccount, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { joinTeam } from '../support/contractors.js';
import { startMailbox, type TestMailbox } from '../support/mailbox.js';
import { aFee, checkOutRecord, pay, recordWithFees } from '../support/payments.js';
import { createPermit, expectStatus, registerContractor, submitted, upload } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = await staff(app, 'permit-technician', 'cashier', 'administrator');
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const close = (who: SignedInClient, password = PASSWORD) => who.post('/accounts/me/closure', { password });
const mattersOf = async (who: SignedInClient) => {
  const problem = problemOf(await close(who));
  expect([problem.status, problem.code]).toEqual([409, 'accounts.open-matters']);
  return (problem.matters as { code: string; recordNumber: string | null; label: string }[]).map(({ code, recordNumber }) => [
    code,
    recordNumber,
  ]);
};

describe('closing my account', () => {
  it('takes away who I am, and leaves what the law keeps', async () => {
    const ana = await signUp(app, { firstName: 'Ana', lastName: 'Gone', phone: '630-555-0100' });
    const neighbor = await signUp(app);
    const others = await submitted(neighbor);
    expectStatus(await ana.post('/record-links', { kind: 'permit', number: others.number }), 201);
    const mine = await createPermit(ana);
    await app.get(FeesService).assess(await idOf(mine.number), [aFee(5_900)]);
    const paymentId = await pay(app, ana, mine.number);
    expectStatus(await ana.post('/feedback', { score: 5, area: 'permits', comment: 'Thank you' }), 201);
    expect(await mattersOf(ana)).toEqual([['record-open', mine.number]]);
    expectStatus(await ana.post(`/permits/${mine.number}/withdrawal`), 201);
    await app.settle();

    expect(problemOf(await close(ana, 'not the password at all'))).toMatchObject({ status: 422, code: 'accounts.wrong-password' });
    expect((await close(ana)).status).toBe(204);
    expect((await ana.get('/accounts/me')).status).toBe(401);
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken: ana.refreshToken })).status).toBe(401);
    const again = await anonymous(app).post('/sessions', { profile: 'public', login: ana.username, password: PASSWORD });
    expect(again.status).toBe(401);

    const account = await app.get(Database).row(sql<Record<string, unknown>>`
      select username, email::text as email, first_name, last_name, phone, password_hash, closed_at is not null as closed
      from accounts.account where id = ${ana.accountId}`);
    expect(account).toEqual({
      username: null,
      email: '',
      firstName: 'Ana',
      lastName: 'Gone',
      phone: null,
      passwordHash: null,
      closed: true,
    });
    expect((await neighbor.get(`/records/${others.number}/links`)).body.items).toEqual([]);
    expect((await clerk.get(`/payments/${paymentId}`)).body).toMatchObject({ totalCents: 5_900 });
    const payer = await app
      .get(Database)
      .row(sql<{ name: string }>`select payer_name as name from payments.payment where id = ${paymentId}`);
    expect(payer).toEqual({ name: 'Ana Gone' });
    expect((await clerk.get(`/permits/${mine.number}`)).body).toMatchObject({ status: 'withdrawn' });
    const audited = (await clerk.get(`/admin/audit-entries?subject=${ana.accountId}`)).body.items;
    expect(audited.map(({ action }: { action: string }) => action)).toContain('accounts.close');

    await app.settle();
    expect(mailbox.to(ana.email).map(({ subject }) => subject)).toContain('Your account is closed');
    // The username is free for somebody else, and the address too.
    expect(
      (
        await anonymous(app).post('/accounts', {
          username: ana.username,
          email: ana.email,
          password: PASSWORD,
          firstName: 'B',
          lastName: '',
        })
      ).status,
    ).toBe(201);
  });

  it('is refused while something is open, with all that is', async () => {
    const ben = await signUp(app);
    const record = await recordWithFees(app, ben, 5_900);
    const checkout = await checkOutRecord(ben, record.number);
    expect(await mattersOf(ben)).toEqual([
      ['record-open', record.number],
      ['checkout-open', null],
    ]);
    await ben.delete(`/checkouts/${checkout.id}`);
    await app.settle();
    await app.get(Database).execute(sql`update records.record set closed_at = now() where id = ${record.id}`);
    expect(await mattersOf(ben)).toEqual([['fees-due', record.number]]);
    await pay(app, ben, record.number);
    await app.get(FeesService).reassess(record.id, [aFee(900)]);
    expect(await mattersOf(ben)).toEqual([['refund-due', record.number]]);
  });

  it('leaves an open record to its other owner', async () => {
    const [first, second] = [await signUp(app), await signUp(app)];
    const { number } = await createPermit(first);
    expect(await mattersOf(first)).toEqual([['record-open', number]]);
    await app.get(Database).execute(sql`
      insert into records.party (id, record_id, account_id, relation, source, since)
      select gen_random_uuid(), id, ${second.accountId}::uuid, 'owner', 'invitation', now() from records.record where number = ${number}`);
    expect((await close(first)).status).toBe(204);
    expect((await second.get(`/permits/${number}`)).body).toMatchObject({ number, status: 'draft' });
    expect((await second.post(`/permits/${number}/withdrawal`)).status).toBe(201);
  });

  it('keeps a firm its manager, and is not for staff', async () => {
    expect(problemOf(await close(clerk))).toMatchObject({ status: 403, code: 'accounts.staff-account-stays' });
    const firm = await registerContractor(app, clerk, 'fence');
    const manager = await contractorAccount(app);
    await app.get(Database).execute(sql`
      update contractors.contractor_account set account_id = ${manager.accountId} where record_id = ${firm.recordId}`);
    await app.get(Database).execute(sql`update records.party set account_id = ${manager.accountId} where record_id = ${firm.recordId}`);
    expect(await mattersOf(manager)).toEqual([['record-open', firm.number]]);
    const member = await contractorAccount(app);
    await joinTeam(app, firm.recordId, member.accountId, 'member');
    expect(await mattersOf(manager)).toEqual([['last-manager', firm.number]]);
    await app.get(Database).execute(sql`
      update contractors.contractor_account set role = 'manager' where account_id = ${member.accountId}`);
    expect((await close(manager)).status).toBe(204);
    const { body } = await member.get(`/contractors/${firm.number}/members`);
    expect(body.members.map(({ id }: { id: string }) => id)).toEqual([member.accountId]);
  });
});

describe('a copy of my data', () => {
  it('has all that the portal knows of me and nothing of others, is audited and not asked for too often', async () => {
    const [eve, other] = [await signUp(app, { firstName: 'Eve' }), await signUp(app)];
    const mine = await createPermit(eve);
    const theirs = await createPermit(other);
    await upload(eve, mine.number, 'site-plan');
    await app.settle();
    const response = await eve.raw('/v1/accounts/me/data');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(response.headers.get('content-disposition')).toContain('my-data.json');
    const text = await response.text();
    expect(text).not.toContain(theirs.number);
    expect(text).not.toContain(other.email);
    expect(text).not.toMatch(/passwordHash|argon2/);
    const copy = JSON.parse(text) as Record<string, Record<string, unknown>[]> & { account: Record<string, unknown> };
    expect(copy.account).toMatchObject({ id: eve.accountId, username: eve.username, email: eve.email, firstName: 'Eve' });
    expect(copy.records).toMatchObject([{ number: mine.number, relation: 'owner' }]);
    expect(copy.permits).toMatchObject([{ number: mine.number, status: 'draft' }]);
    expect(copy.files).toMatchObject([{ recordNumber: mine.number, documentType: 'site-plan' }]);
    expect(copy.letters.map(({ kind }) => kind)).toContain('verify-email');
    expect(copy.sessions).toHaveLength(1);
    expect(copy.audit).toMatchObject([{ action: 'accounts.copy-data', subject: eve.accountId }]);
    for (const list of [
      'payments',
      'refunds',
      'checkouts',
      'cart',
      'visits',
      'invitations',
      'firms',
      'businesses',
      'conveyances',
      'concerns',
      'feedback',
    ]) {
      expect(copy[list]).toEqual([]);
    }
  });
});

async function idOf(number: string): Promise<string> {
  return (await app.get(Database).row(sql<{ id: string }>`select id from records.record where number = ${number}`))!.id;
}
