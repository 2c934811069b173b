import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, type SignedInClient } from '../support/builders.js';
import { apiRoutes, resolved, type ApiAnswer } from '../support/contract.js';
import { pdf, uploadForm } from '../support/files.js';
import { openRecord } from '../support/records.js';

let app: TestApp;
let owner: SignedInClient;
let file: Buffer;
let path: string;
beforeAll(async () => {
  app = await startApp();
  owner = await signUp(app);
  const record = await openRecord(app, { ownerAccountId: owner.accountId });
  file = pdf(4000);
  const { body } = await owner.postForm(`/records/${record.number}/attachments`, uploadForm({ file, fileName: 'plan.pdf' }));
  await app.settle();
  path = `/v1/attachments/${body.id}/content`;
});
afterAll(() => app.close());

async function linkOf(client: SignedInClient, to = path): Promise<{ url: string; expiresAt: string }> {
  const { status, body } = await client.post('/download-links', { path: to });
  expect(status).toBe(201);
  return body as { url: string; expiresAt: string };
}

it('opens a file for a minute without a token, as a download that no cache keeps', async () => {
  const { url, expiresAt } = await linkOf(owner);
  expect(Date.parse(expiresAt) - app.clock.now().epochMilliseconds).toBeLessThanOrEqual(60_000);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="plan.pdf"/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const part = await fetch(url, { headers: { range: 'bytes=0-9' } });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);

  app.clock.advance({ seconds: 61 });
  const late = await fetch(url);
  expect([late.status, ((await late.json()) as { detail: string }).detail]).toEqual([401, expect.stringContaining('opens for a minute')]);
});

it('opens nothing else, and nothing for whoever may not read it', async () => {
  const { search } = new URL((await linkOf(owner)).url);
  const other = path.replace(/.{12}\/content/, '000000000000/content');
  expect((await fetch(`${app.url}${other}${search}`)).status).toBe(401);
  expect((await fetch(`${app.url}/v1/dashboard${search}`)).status).toBe(401);
  expect((await fetch(`${app.url}${path}${search.slice(0, -2)}xx`)).status).toBe(401);
  const [, until, rest] = /ticket=(\d+)\.(.*)$/.exec(search)!;
  expect((await fetch(`${app.url}${path}?ticket=${Number(until) + 3600}.${rest}`)).status).toBe(401);

  const stranger = await fetch((await linkOf(await signUp(app))).url);
  expect([stranger.status, ((await stranger.json()) as { code: string }).code]).toEqual([404, 'records.attachment-not-found']);
  expect(problemOf(await owner.post('/download-links', { path: 'https://elsewhere.example/' })).code).toBe('platform.invalid-input');
});

it('ends with the session that asked for it', async () => {
  const guest = await signUp(app);
  const { url } = await linkOf(guest);
  expect((await fetch(url)).status).toBe(404);
  await guest.delete('/sessions/current');
  expect((await fetch(url)).status).toBe(401);
});

/** Of staff, who work with their tokens; pages and streams are no files. */
const isFile = (type: string) => !/json|html|event-stream/.test(type);

it('works for every file that people download with a token', async () => {
  const downloads = apiRoutes.filter(({ method, operation }) => {
    const answer = operation.responses['200'];
    const types = answer ? Object.keys(resolved<ApiAnswer>(answer).content ?? {}) : [];
    return method === 'get' && operation['x-access'] === 'signed-in' && types.some(isFile);
  });
  expect(downloads.length).toBeGreaterThanOrEqual(8);
  for (const route of downloads) {
    const answer = await fetch(`${app.url}${route.path.replace(/\{\w+\}/g, 'x')}?ticket=none`);
    const { detail } = (await answer.json()) as { detail: string };
    expect([route.operation.operationId, answer.status, detail]).toEqual([
      route.operation.operationId,
      401,
      expect.stringContaining('opens for a minute'),
    ]);
  }
});
