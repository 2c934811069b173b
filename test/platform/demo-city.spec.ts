import { expect, it } from '@jest/globals';
import { wantsDemo, withDemoAdministrator } from '../../demo/open-demo.js';
import { Settings } from '../../src/platform/config/settings.js';

const SECRET = 'for-tests-only-for-tests-only-for-tests-only';

it('is heard by this machine alone, as its passwords are known, unless somebody says otherwise', () => {
  const hostOf = (environment: Record<string, string>) => new Settings({ JWT_SECRET: SECRET, ...withDemoAdministrator(environment) }).host;
  expect(hostOf({})).toBe('127.0.0.1');
  expect(hostOf({ HOST: '0.0.0.0' })).toBe('0.0.0.0');
});

it.each([
  [{}, true],
  [{ DEMO: 'off' }, false],
  [{ NODE_ENV: 'production' }, false],
  [{ ADMIN_EMAIL: 'ada@city.example' }, false],
  [{ DATABASE_URL: 'postgres://db.example/portal' }, false],
  [{ SMTP_URL: 'smtp://mail.example' }, false],
  [{ PAYMENT_PROVIDER: 'stripe' }, false],
])('with %j is opened: %s', (environment, isOpened) => {
  expect(wantsDemo(environment)).toBe(isOpened);
});
