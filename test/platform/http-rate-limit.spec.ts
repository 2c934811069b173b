import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { sql } from 'kysely';
import { Public } from '../../src/platform/auth/auth.decorators.js';
import { Database } from '../../src/platform/database/database.js';
import { IdempotencyKeys } from '../../src/platform/http/idempotency-keys.js';
import { RateLimit } from '../../src/platform/http/rate-limit.decorator.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';

@Public()
@Controller('doors')
class DoorsController {
  @RateLimit({ limit: 3, windowSeconds: 600, per: 'client' })
  @Get('by-client')
  knock(): void {}

  @RateLimit({ limit: 2, windowSeconds: 60, per: 'account' }, { limit: 3, windowSeconds: 3600, per: 'account' })
  @Get('by-account')
  knockAsAccount(): void {}

  @RateLimit({ limit: 5, windowSeconds: 60, per: 'client' })
  @Get('crowded')
  crowd(): void {}

  @Get('open')
  walkIn(): void {}
}

let app: TestPlatform;
beforeAll(async () => {
  app = await startPlatform({ controllers: [DoorsController] }, { TRUST_PROXY: '1' });
});
afterAll(() => app.close());

const knock = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}/v1/doors/${path}`, { headers });
const from = (address: string) => ({ 'x-forwarded-for': address });

it('lets a client try so often in a window, then tells when to come back, and lets it in again then', async () => {
  for (let attempt = 1; attempt <= 3; attempt += 1) expect((await knock('by-client')).status).toBe(200);
  app.clock.advance({ minutes: 4 });
  const refused = await knock('by-client');
  expect(refused.status).toBe(429);
  const problem = (await refused.json()) as { code: string; detail: string; retryAfterSeconds: number };
  expect(problem.code).toBe('platform.too-many-requests');
  expect(Number(refused.headers.get('retry-after'))).toBe(problem.retryAfterSeconds);
  expect(problem.retryAfterSeconds).toBeGreaterThan(350);
  expect(problem.retryAfterSeconds).toBeLessThanOrEqual(360);
  expect(problem.detail).toMatch(/Try again in 6 minutes\.$/);

  app.clock.advance({ seconds: problem.retryAfterSeconds });
  expect((await knock('by-client')).status).toBe(200);
});

it('counts each client for itself, and a network of IPv6 addresses as one', async () => {
  for (let attempt = 1; attempt <= 3; attempt += 1) expect((await knock('by-client', from('2001:db8:1:2::1'))).status).toBe(200);
  expect((await knock('by-client', from('2001:db8:1:2:ffff::9'))).status).toBe(429);
  expect((await knock('by-client', from('2001:db8:1:3::1'))).status).toBe(200);
  expect((await knock('by-client', from('192.0.2.7'))).status).toBe(200);
});

it('counts each account for itself, by the strictest of several rules', async () => {
  const ana = { 'x-account': 'ana' };
  expect([
    (await knock('by-account', ana)).status,
    (await knock('by-account', ana)).status,
    (await knock('by-account', ana)).status,
  ]).toEqual([200, 200, 429]);
  expect((await knock('by-account', { 'x-account': 'ben' })).status).toBe(200);
  app.clock.advance({ seconds: 61 });
  expect((await knock('by-account', ana)).status).toBe(200);
  expect((await knock('by-account', ana)).status).toBe(429);
});

it('counts exactly, however many come at once', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => knock('crowded')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
});

it('leaves routes without a rule alone', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => knock('open')));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});

it('forgets counts whose window has passed', async () => {
  app.clock.advance({ days: 1 });
  await app.get(IdempotencyKeys).forget();
  expect(await app.get(Database).rows(sql`select key from platform.rate_limit`)).toEqual([]);
});

it('does not count with RATE_LIMITS=off', async () => {
  const open = await startPlatform({ controllers: [DoorsController] }, { RATE_LIMITS: 'off' });
  for (let attempt = 1; attempt <= 5; attempt += 1) expect((await fetch(`${open.url}/v1/doors/by-client`)).status).toBe(200);
  await open.close();
});
