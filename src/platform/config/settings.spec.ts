import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SettingsError } from './environment.js';
import { Settings } from './settings.js';

const SECRET = 'a-secret-of-more-than-thirty-two-characters';
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://portal:hidden@db.example/portal',
  SMTP_URL: 'smtp://mail.example:587',
  PAYMENT_PROVIDER: 'stripe',
  STRIPE_SECRET_KEY: 'sk_live_example',
  STRIPE_WEBHOOK_SECRET: 'whsec_example',
  JWT_SECRET: SECRET,
  DATA_KEY: `${SECRET}-for-data`,
  PUBLIC_URL: 'https://permits.example',
  CITY_PROFILE: 'city/README.md',
};

function problemsOf(environment: Record<string, string>): string[] {
  try {
    new Settings({ JWT_SECRET: SECRET, ...environment });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

it('starts with nothing set, on sensible defaults', () => {
  const settings = new Settings({}, () => SECRET);
  expect(settings).toMatchObject({
    port: 3000,
    publicUrl: 'http://localhost:3000',
    paymentProvider: 'sandbox',
    rateLimits: true,
    logLevel: 'info',
  });
  expect(settings).toMatchObject({
    databaseUrl: undefined,
    smtpUrl: undefined,
    storageUrl: undefined,
    clock: undefined,
    jwtSecret: SECRET,
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(new Settings({ PORT: '', SMTP_URL: ' ', JWT_SECRET: SECRET })).toMatchObject({ port: 3000, smtpUrl: undefined });
});

it('serves its own front end, unless there is another one or none', () => {
  const address = 'https://permits.example';
  const settingsOf = (more: Record<string, string>) => new Settings({ JWT_SECRET: SECRET, PUBLIC_URL: address, ...more });
  expect(settingsOf({})).toMatchObject({ frontEndUrl: address, servesFrontEnd: true, hasFrontEnd: true });
  expect(settingsOf({ WEB: 'off' })).toMatchObject({ frontEndUrl: address, servesFrontEnd: false, hasFrontEnd: false });
  expect(settingsOf({ FRONT_END_URL: 'https://portal.example/' })).toMatchObject({
    frontEndUrl: 'https://portal.example',
    servesFrontEnd: false,
    hasFrontEnd: true,
  });
});

it.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['PORT', '1e3'],
  ['PUBLIC_URL', 'portal.example'],
  ['FRONT_END_URL', 'portal.example'],
  ['WEB', 'no'],
  ['DATABASE_URL', 'mysql://db.example/portal'],
  ['STORAGE_URL', 'bucket'],
  ['STORAGE_URL', 's3://'],
  ['SMTP_URL', 'mail.example:25'],
  ['SMTP_URL', 'smtp://'],
  ['PAYMENT_PROVIDER', 'paypal'],
  ['JWT_SECRET', 'short'],
  ['DATA_KEY', 'short'],
  ['DATA_KEY', 'a-key-of-more-than-thirty-two-characters,short'],
  ['DOCS', 'no'],
  ['METRICS_PORT', 'http'],
  ['CLOCK', 'yesterday'],
  ['RATE_LIMITS', 'no'],
  ['LOG_LEVEL', 'loud'],
  ['CORS_ORIGINS', 'https://portal.example, portal.example'],
  ['CORS_ORIGINS', 'https://portal.example/path'],
  ['TRUST_PROXY', 'the one in front'],
  ['TRUST_PROXY', 'on'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '10.0.0.0/64'],
  ['CITY_PROFILE', '/no/such/profile.json'],
  ['ADMIN_EMAIL', 'administrator'],
  ['WORKER', 'maybe'],
  ['WORKER_CONCURRENCY', '0'],
])('refuses %s=%s and names the setting', (name, value) => {
  const complete = { ...(name === 'ADMIN_EMAIL' ? { ADMIN_PASSWORD: 'a password of some length' } : {}) };
  expect(problemsOf({ ...complete, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
});

it('names every mistake at once', () => {
  expect(problemsOf({ PORT: 'x', CLOCK: 'x', LOG_LEVEL: 'x' })).toHaveLength(3);
});

it('never repeats a password in its message', () => {
  expect(problemsOf({ DATABASE_URL: 'mysql://portal:swordfish@db.example/portal' }).join()).not.toContain('swordfish');
});

it('wants both keys of Stripe', () => {
  expect(problemsOf({ PAYMENT_PROVIDER: 'stripe' })).toEqual([
    expect.stringMatching(/^STRIPE_SECRET_KEY is missing/),
    expect.stringMatching(/^STRIPE_WEBHOOK_SECRET is missing/),
  ]);
});

it('wants the first administrator whole', () => {
  expect(problemsOf({ ADMIN_EMAIL: 'admin@city.example' })).toEqual([expect.stringMatching(/^ADMIN_PASSWORD is missing/)]);
  expect(problemsOf({ ADMIN_PASSWORD: 'correct horse battery' })).toEqual([expect.stringMatching(/^ADMIN_EMAIL is missing/)]);
  expect(problemsOf({ ADMIN_EMAIL: 'admin@city.example', ADMIN_PASSWORD: 'short' })).toEqual([
    expect.stringMatching(/^ADMIN_PASSWORD must have 15/),
  ]);
});

it.each([
  ['1', 1],
  ['off', false],
  ['10.0.0.0/8, loopback', '10.0.0.0/8,loopback'],
  ['fd00::/8', 'fd00::/8'],
])('reads TRUST_PROXY=%s', (value, meaning) => {
  expect(new Settings({ TRUST_PROXY: value, JWT_SECRET: SECRET }).trustProxy).toBe(meaning);
});

describe('in production', () => {
  it('starts when nothing is missing', () => {
    expect(problemsOf(PRODUCTION)).toEqual([]);
  });

  it.each([
    ['PAYMENT_PROVIDER', { PAYMENT_PROVIDER: 'sandbox' }],
    ['SMTP_URL', { SMTP_URL: '' }],
    ['CLOCK', { CLOCK: '2026-03-02T15:00:00Z' }],
    ['RATE_LIMITS', { RATE_LIMITS: 'off' }],
    ['JWT_SECRET', { JWT_SECRET: '' }],
    ['DATA_KEY', { DATA_KEY: '' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['CITY_PROFILE', { CITY_PROFILE: '' }],
    ['CITY_PROFILE', { CITY_PROFILE: 'city/profile.json' }],
    ['DATABASE_URL', { DATABASE_URL: '' }],
  ])('refuses to start because of %s', (name, change) => {
    expect(problemsOf({ ...PRODUCTION, ...change })).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });
});

it('encrypts with the first of several keys, and with the signing secret where there is none', () => {
  const [one, two] = ['a-new-key-of-more-than-thirty-two-characters', 'an-old-key-of-more-than-thirty-two-characters'];
  expect(new Settings({ JWT_SECRET: SECRET, DATA_KEY: `${one}, ${two}` }).dataKeys).toEqual([one, two]);
  expect(new Settings({ JWT_SECRET: SECRET }).dataKeys).toEqual([SECRET]);
});

it('takes the embedded database in production where it is wanted', () => {
  expect(problemsOf({ ...PRODUCTION, DATABASE_URL: '', EMBEDDED_DATABASE: 'on' })).toEqual([]);
});

describe('the secret that is made', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'frontcounter-settings-')), 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same at the next start and readable by its owner only', () => {
    const first = new Settings({ DATA_DIR: folder }).jwtSecret;
    expect(first.length).toBeGreaterThanOrEqual(64);
    expect(new Settings({ DATA_DIR: folder }).jwtSecret).toBe(first);
    expect(statSync(join(folder, 'jwt-secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'jwt-secret'), 'utf8').trim()).toBe(first);
  });

  it('is not made when the start is refused anyway', () => {
    expect(() => new Settings({ DATA_DIR: folder, PORT: 'x' })).toThrow(SettingsError);
    expect(() => statSync(folder)).toThrow('ENOENT');
  });

  it('names DATA_DIR when it has no place', () => {
    expect(() => new Settings({ DATA_DIR: '/dev/null/data' })).toThrow(/DATA_DIR cannot be used/);
  });
});
