import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { generateSync } from 'otplib';
import { PasswordResetRequested } from '../../../src/modules/accounts/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { eventsOf, resetToken } from '../../support/accounts.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../../support/app.js';
import { anonymous, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => app.clock.set(Temporal.Instant.from(MONDAY_MORNING)));
afterAll(() => app.close());

/** What the app on the telephone shows. */
function codeOf(secret: string, secondsFromNow = 0): string {
  return generateSync({ secret, epoch: Math.floor(app.clock.now().epochMilliseconds / 1000) + secondsFromNow });
}

async function enrolled(clerk: SignedInClient): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await clerk.post('/accounts/me/second-factor')).body as { secret: string };
  const confirmed = await clerk.post('/accounts/me/second-factor/confirmation', { code: codeOf(secret) });
  expect(confirmed.status).toBe(201);
  app.clock.advance({ seconds: 60 });
  return { secret, recoveryCodes: confirmed.body.recoveryCodes as string[] };
}

const signIn = (clerk: SignedInClient, otp?: string, password = PASSWORD) =>
  anonymous(app).post('/sessions', { profile: 'staff', login: clerk.username, password, ...(otp === undefined ? {} : { otp }) });

describe('a second factor', () => {
  it('is for everybody who signs in', async () => {
    const ana = await signUp(app);
    await enrolled(ana);
    const credentials = { profile: 'public', login: ana.username, password: PASSWORD };
    expect(problemOf(await anonymous(app).post('/sessions', credentials)).code).toBe('accounts.otp-required');
    expect(problemOf(await anonymous(app).post('/accounts/me/second-factor')).code).toBe('platform.unauthenticated');
  });

  it('is loaded into an app and counts once a code has proved it', async () => {
    const clerk = await staff(app);
    const enrolment = await clerk.post('/accounts/me/second-factor');
    expect(enrolment).toMatchObject({
      status: 201,
      body: {
        otpauthUrl: expect.stringMatching(/^otpauth:\/\/totp\/.*secret=/),
        qrCode: expect.stringMatching(/^data:image\/png;base64,/),
      },
    });
    expect((await signIn(clerk)).status).toBe(201);
    const wrong = await clerk.post('/accounts/me/second-factor/confirmation', { code: '000000' });
    expect(problemOf(wrong)).toMatchObject({ status: 422, errors: [{ pointer: '/code' }] });

    const code = codeOf(enrolment.body.secret);
    expect((await clerk.post('/accounts/me/second-factor/confirmation', { code })).body.recoveryCodes).toHaveLength(10);
    expect((await clerk.get('/accounts/me')).body.secondFactor).toBe(true);
    expect(problemOf(await signIn(clerk))).toMatchObject({ status: 401, code: 'accounts.otp-required' });
    expect(problemOf(await signIn(clerk, undefined, 'the wrong password')).code).toBe('accounts.wrong-credentials');
    for (const path of ['/accounts/me/second-factor', '/accounts/me/second-factor/confirmation']) {
      expect(problemOf(await clerk.post(path, path.endsWith('factor') ? {} : { code })).code).toBe('accounts.second-factor-active');
    }
  });

  it('takes each code once, within a step of the clock', async () => {
    const clerk = await staff(app);
    const { secret } = await enrolled(clerk);
    const code = codeOf(secret);
    expect((await signIn(clerk, code)).status).toBe(201);
    expect(problemOf(await signIn(clerk, code)).code).toBe('accounts.wrong-credentials');
    expect((await signIn(clerk, codeOf(secret, -30))).status).toBe(401);
    expect((await signIn(clerk, codeOf(secret, 30))).status).toBe(201);
    app.clock.advance({ minutes: 10 });
    expect((await signIn(clerk, codeOf(secret, -90))).status).toBe(401);
    expect((await signIn(clerk, codeOf(secret, -30))).status).toBe(201);
  });

  it('lets one of many in who bring the same code at once', async () => {
    const clerk = await staff(app);
    const { secret } = await enrolled(clerk);
    const code = codeOf(secret);
    const answers = await Promise.all(Array.from({ length: 5 }, () => signIn(clerk, code)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 401, 401, 401, 401]);
  });

  it('is replaced by a recovery code, once each', async () => {
    const clerk = await staff(app);
    const { recoveryCodes } = await enrolled(clerk);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await signIn(clerk, recoveryCodes[0].toUpperCase())).status).toBe(201);
    expect((await signIn(clerk, recoveryCodes[0])).status).toBe(401);
    expect((await signIn(clerk, recoveryCodes[1].replace('-', ' '))).status).toBe(201);
  });

  it('leaves no secret readable in the database', async () => {
    const clerk = await staff(app);
    const { secret, recoveryCodes } = await enrolled(clerk);
    const row = await app.get(Database).row(sql<{ all: string }>`
      select encode(f.secret, 'escape') || (select string_agg(encode(c.hash, 'escape'), '') from accounts.recovery_code c where c.account_id = f.account_id) as all
      from accounts.second_factor f where account_id = ${clerk.accountId}`);
    for (const hidden of [secret, ...recoveryCodes]) expect(row!.all).not.toContain(hidden);
  });

  it('lets nobody in when it can no longer be read, and can be reset', async () => {
    const clerk = await staff(app);
    const administrator = await staff(app, 'administrator');
    const { secret } = await enrolled(clerk);
    await app.get(Database).execute(sql`
      update accounts.second_factor set secret = overlay(secret placing decode(repeat('00', 16), 'hex') from 13) where account_id = ${clerk.accountId}`);
    expect(problemOf(await signIn(clerk, codeOf(secret))).code).toBe('accounts.wrong-credentials');
    expect((await administrator.delete(`/admin/accounts/${clerk.accountId}/second-factor`)).status).toBe(204);
    expect((await signIn(clerk)).status).toBe(201);
  });

  it('is taken off with the password', async () => {
    const clerk = await staff(app);
    await enrolled(clerk);
    expect(problemOf(await clerk.post('/accounts/me/second-factor/removal', { password: 'not my password' })).code).toBe(
      'accounts.wrong-password',
    );
    expect((await clerk.post('/accounts/me/second-factor/removal', { password: PASSWORD })).status).toBe(204);
    expect((await signIn(clerk)).status).toBe(201);
    expect(problemOf(await clerk.post('/accounts/me/second-factor/removal', { password: PASSWORD })).code).toBe(
      'accounts.second-factor-missing',
    );
  });

  it('allows a shorter password, which does not outlive it', async () => {
    const clerk = await staff(app);
    const administrator = await staff(app, 'administrator');
    const { secret } = await enrolled(clerk);
    const short = 'Kq2#vLm9x';
    expect((await clerk.post('/accounts/me/password', { currentPassword: PASSWORD, newPassword: short })).status).toBe(204);
    expect((await signIn(clerk, codeOf(secret), short)).status).toBe(201);
    const kept = await clerk.post('/accounts/me/second-factor/removal', { password: short });
    expect(problemOf(kept)).toMatchObject({ status: 409, code: 'accounts.password-too-short' });

    expect((await administrator.delete(`/admin/accounts/${clerk.accountId}/second-factor`)).status).toBe(204);
    expect((await signIn(clerk, undefined, short)).status).toBe(401);
    const requests = await eventsOf(app, PasswordResetRequested, clerk.accountId);
    const token = await resetToken(app, requests.at(-1)!.resetId);
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: short })).status).toBe(422);
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).status).toBe(204);
    expect((await signIn(clerk)).status).toBe(201);
  });

  it('is reset by an administrator for whoever has lost it, and not for oneself', async () => {
    const clerk = await staff(app);
    const administrator = await staff(app, 'administrator');
    await enrolled(clerk);
    expect((await administrator.delete(`/admin/accounts/${clerk.accountId}/second-factor`)).status).toBe(204);
    expect((await clerk.get('/accounts/me')).status).toBe(401);
    expect((await signIn(clerk)).status).toBe(201);
    await enrolled(administrator);
    expect(problemOf(await administrator.delete(`/admin/accounts/${administrator.accountId}/second-factor`)).code).toBe(
      'accounts.not-for-yourself',
    );
  });
});

describe('guessing codes', () => {
  it('is slowed down, also for somebody who knows the password', async () => {
    const guarded = await startApp({ RATE_LIMITS: 'on' });
    try {
      const clerk = await staff(guarded);
      const { secret } = (await clerk.post('/accounts/me/second-factor')).body as { secret: string };
      const code = generateSync({ secret, epoch: Math.floor(guarded.clock.now().epochMilliseconds / 1000) });
      await clerk.post('/accounts/me/second-factor/confirmation', { code });
      const attempt = (otp?: string) =>
        anonymous(guarded).post('/sessions', { profile: 'staff', login: clerk.username, password: PASSWORD, ...(otp ? { otp } : {}) });
      const codes = [];
      for (let i = 0; i < 5; i++) codes.push(problemOf(await attempt('abcdef')).code, problemOf(await attempt()).code);
      expect(codes.slice(0, 9)).toEqual(
        Array.from({ length: 9 }, (_, i) => (i % 2 ? 'accounts.otp-required' : 'accounts.wrong-credentials')),
      );
      expect(codes[9]).toBe('accounts.sign-in-slowed-down');
    } finally {
      await guarded.close();
    }
  });
});
