import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applyForAFence } from '../../client/example/fence.js';
import { answer, Portal, ProblemError } from '../../client/src/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { PASSWORD, signUp } from '../support/builders.js';
import { pdf } from '../support/files.js';

const ROOT = join(import.meta.dirname, '../..');
const survey = new File([new Uint8Array(pdf())], 'survey.pdf', { type: 'application/pdf' });

let app: TestApp;
let asked: string[];
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function somebodysPortal(): Promise<Portal> {
  const { username } = await signUp(app);
  asked = [];
  const portal = new Portal({
    baseUrl: app.url,
    fetch: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return fetch(request);
    },
  });
  await portal.signIn({ profile: 'public', login: username!, password: PASSWORD });
  return portal;
}

it('is what the API document says, and compiles strictly', () => {
  const run = (...script: string[]) => execFileSync(process.execPath, script, { cwd: ROOT, encoding: 'utf8' });
  expect(run('scripts/client.mjs', '--check')).toBe('');
  expect(run('node_modules/typescript/bin/tsc', '-p', 'client')).toBe('');
}, 120_000);

it('walks a permit from the first question to the submitted application', async () => {
  const portal = await somebodysPortal();
  const { number, status, nextStep, totalCents } = await applyForAFence(portal, survey, '12 Maple Street');
  expect([status, nextStep?.actor]).toEqual(['in-review', 'city']);
  expect(totalCents).toBeGreaterThan(0);
  const { permits } = await answer(portal.api.GET('/v1/dashboard'));
  expect(permits.map((permit) => permit.number)).toEqual([number]);
});

it('renews the session by itself, once for all who ask, and ends it', async () => {
  const portal = await somebodysPortal();
  const before = await portal.accessToken();
  app.clock.advance({ minutes: 20 });
  asked = [];
  await Promise.all([answer(portal.api.GET('/v1/cart')), answer(portal.api.GET('/v1/dashboard')), answer(portal.api.GET('/v1/payments'))]);
  expect(asked.filter((address) => address === 'POST /v1/sessions/refresh')).toHaveLength(1);
  expect(await portal.accessToken()).not.toBe(before);

  const later = new Portal({ baseUrl: app.url });
  expect((await later.resume(portal.refreshToken)).id).toBe(portal.account!.id);
  await later.signOut();
  expect(later.account).toBeUndefined();
  await expect(answer(portal.api.GET('/v1/cart'))).rejects.toThrow(ProblemError);
  expect(portal.account).toBeUndefined();
});

it('throws refusals that know their code', async () => {
  const portal = await somebodysPortal();
  const refused = answer(portal.api.POST('/v1/cart/items', { body: { recordNumber: 'RST-2026-99999' } }));
  await expect(refused).rejects.toMatchObject({ name: 'ProblemError', problem: { code: 'records.not-found', status: 404 } });
});
