import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Child, until } from '../support/child.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/** Between a portal and its database: what a cable is, that can be pulled. */
class Cable {
  private readonly ends = new Set<Socket>();
  private isPulled = false;
  private readonly server: Server;

  constructor(to: { host: string; port: number }) {
    this.server = createServer((near) => {
      if (this.isPulled) return void near.destroy();
      const far = connect(to.port, to.host);
      near.pipe(far).pipe(near);
      for (const end of [near, far]) {
        this.ends.add(end);
        end.on('error', () => {}).on('close', () => [near, far].forEach((each) => each.destroy()));
      }
    });
  }

  async lay(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  pull(): void {
    this.isPulled = true;
    for (const end of this.ends) end.destroy();
  }

  mend(): void {
    this.isPulled = false;
  }

  close(): void {
    this.pull();
    this.server.close();
  }
}

let database: TestDatabase;
/** The files of a city of its own. */
let folder: string;
let cable: Cable;
let portal: Child;
let url: string;
let metricsUrl: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Whatever stands around it is there, but the mail server and the store of the files, which are dead. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-city-'));
  cpSync('city', folder, { recursive: true });
  database = await cloneDatabase();
  const there = new URL(database.url);
  cable = new Cable({ host: there.hostname, port: Number(there.port) });
  const here = new URL(database.url);
  here.port = String(await cable.lay());
  const [port, metricsPort, nobody] = [await freePort(), await freePort(), await freePort()];
  [url, metricsUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${metricsPort}`];
  portal = new Child('dist/src/main.js', {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: 'https://permits.example',
    METRICS_PORT: String(metricsPort),
    DOCS: 'off',
    CITY_PROFILE: join(folder, 'profile.json'),
    DATABASE_URL: here.toString(),
    SMTP_URL: `smtp://127.0.0.1:${nobody}`,
    STORAGE_URL: `s3://files?endpoint=http://127.0.0.1:${nobody}&region=us-east-1`,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nobody',
    PAYMENT_PROVIDER: 'stripe',
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_WEBHOOK_SECRET: 'whsec_nobody',
    JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
    DATA_KEY: 'the-data-key-of-more-than-thirty-two-characters',
    ADMIN_EMAIL: 'ada@city.example',
    ADMIN_PASSWORD: 'a long enough password',
  });
  await portal.says('Listening on 127.0.0.1');
}, 60_000);
afterAll(async () => {
  await portal.kill();
  cable.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const statusOf = async (address: string) => (await fetch(address)).status;
const log = () =>
  portal.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: number | string; context?: string; msg: string });

it('speaks in its log alone, and warns of a mail server and a store of files that are dead', async () => {
  await portal.says('letters wait until it does');
  await portal.says('uploads are refused until they can');
  expect(portal.output.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([]);
  const ready = await fetch(`${url}/ready`);
  expect([ready.status, await ready.json()]).toMatchObject([503, { checks: { database: 'up', queue: 'up', files: 'down' } }]);
}, 60_000);

it('keeps its API document and its measurements from the public', async () => {
  for (const path of ['/docs', '/openapi.json', '/openapi.yaml', '/metrics'])
    expect([path, await statusOf(`${url}${path}`)]).toEqual([path, 404]);
  expect(await statusOf(`${metricsUrl}/v1/city`)).toBe(404);
  expect(await statusOf(`${metricsUrl}/metrics`)).toBe(200);
});

it('measures everything that the alert rules ask for', async () => {
  const measured = await (await fetch(`${metricsUrl}/metrics`)).text();
  const rules = readFileSync('docs/alerts.yml', 'utf8');
  const asked = new Set(
    [...rules.matchAll(/^ +expr: .*$/gm)].flatMap(([expression]) => expression.match(/\b(?:frontcounter|process|nodejs)_\w+/g) ?? []),
  );
  expect(asked.size).toBeGreaterThan(5);
  for (const name of asked) expect(measured).toMatch(new RegExp(`^${name}(\\{| )`, 'm'));
  for (const [, label, value] of rules.matchAll(/\{(\w+)="(\w+)"\}/g)) expect(measured).toContain(`${label}="${value}"`);
});

it('says once that the database is away and once that it is back, whatever is asked meanwhile', async () => {
  expect(await statusOf(`${url}/v1/permit-types`)).toBe(200);
  const lines = log().length;
  cable.pull();
  for (let time = 0; time < 20; time += 1) expect(await statusOf(`${url}/v1/records?q=fence`)).toBe(503);
  expect(await statusOf(`${url}/health`)).toBe(200);
  expect((await (await fetch(`${url}/ready`)).json()) as object).toMatchObject({ checks: { database: 'down' } });
  cable.mend();
  await portal.says('The database answers again');
  await until(
    async () => (await statusOf(`${url}/v1/records?q=fence`)) === 200,
    () => 'It does not find its database again.',
    portal,
  );
  const about = log()
    .slice(lines)
    .filter(({ msg }) => /database/i.test(msg))
    .map(({ msg }) => msg.replace(/\(.*?\)|\d+/g, '…'));
  expect(about.filter((line) => line.startsWith('The database does not answer'))).toHaveLength(1);
  expect(about.filter((line) => line.startsWith('The database answers again'))).toHaveLength(1);
  expect(about.filter((line) => line.startsWith('Not ready'))).toHaveLength(1);
  expect(
    log()
      .slice(lines)
      .filter(({ context }) => context !== 'Http').length,
  ).toBeLessThan(12);
}, 60_000);
