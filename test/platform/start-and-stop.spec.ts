import { once } from 'node:events';
import { existsSync, mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Child, until } from '../support/child.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const SECRET = 'for-tests-only-for-tests-only-for-tests-only';

let portals: Child[];
let folder: string;

beforeEach(() => {
  portals = [];
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-start-'));
  // As root the database server has a user of its own, who must be let in.
  chmodSync(folder, 0o711);
});
afterEach(async () => {
  for (const portal of portals) await portal.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function start(environment: Record<string, string>): Child {
  const portal = new Child('dist/src/main.js', { HOST: '127.0.0.1', DEMO: 'off', DATA_DIR: join(folder, 'data'), ...environment });
  portals.push(portal);
  return portal;
}

async function stopped(portal: Child): Promise<void> {
  portal.process.kill('SIGTERM');
  expect(await portal.end()).toBe(0);
}

describe('a start that cannot be', () => {
  it('names every wrong setting, without a stack', async () => {
    const portal = start({ NODE_ENV: 'production', PORT: 'http', RATE_LIMITS: 'off', PAYMENT_PROVIDER: 'stripe' });
    expect(await portal.end()).toBe(1);
    expect(portal.output.trim()).toBe(
      [
        'The portal did not start.',
        '',
        'The settings cannot be used:',
        '  - PORT must be a whole number from 0 to 65535.',
        '  - STRIPE_SECRET_KEY is missing: PAYMENT_PROVIDER=stripe needs it.',
        '  - STRIPE_WEBHOOK_SECRET is missing: PAYMENT_PROVIDER=stripe needs it.',
        '  - SMTP_URL is missing: with NODE_ENV=production messages must reach people, not the development mailbox.',
        '  - PUBLIC_URL is missing: links in messages and codes on papers lead there.',
        '  - CITY_PROFILE is missing: the profile that ships with the portal is of a city that does not exist.',
        '  - DATABASE_URL is missing; EMBEDDED_DATABASE=on says that the embedded PostgreSQL in DATA_DIR is wanted.',
        '  - RATE_LIMITS must be on when NODE_ENV is production.',
        '  - DATA_KEY is missing: with NODE_ENV=production it encrypts what is stored. A portal that ran without it used JWT_SECRET: set DATA_KEY to that.',
        '  - JWT_SECRET is missing: with NODE_ENV=production all replicas must share one secret.',
      ].join('\n'),
    );
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('says that the port is taken and leaves no database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const portal = start({ PORT: String(port) });
    expect(await portal.end()).toBe(1);
    other.close();
    expect(portal.output).toContain(`Port ${port} is in use`);
    expect(portal.output).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false);
  });

  it('says why the database cannot be used, without its password', async () => {
    const url = new URL(process.env.TEST_SERVER!);
    url.pathname = '/no_such_database';
    const portal = start({ PORT: '0', DATABASE_URL: url.toString(), JWT_SECRET: SECRET });
    expect(await portal.end()).toBe(1);
    expect(portal.output).toContain('The database that DATABASE_URL names cannot be used: database "no_such_database" does not exist.');
    expect(portal.output).not.toContain(url.password);
    expect(portal.output).not.toMatch(/\n\s+at /);
  });
});

describe('with a database of its own', () => {
  let database: TestDatabase;
  let port: number;
  let url: string;

  beforeEach(async () => {
    database = await cloneDatabase();
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
  });
  afterEach(() => database.drop());

  const startHere = async (environment: Record<string, string> = {}) => {
    const portal = start({
      PORT: String(port),
      DATABASE_URL: database.url,
      JWT_SECRET: SECRET,
      ADMIN_EMAIL: 'ada@city.example',
      ADMIN_PASSWORD: 'a long enough password',
      ...environment,
    });
    await portal.says('the portal is ready');
    return portal;
  };

  it('tells where to look, serves, and logs requests by route without addresses, bodies or people', async () => {
    const portal = await startHere();
    for (const where of [`${`http://localhost:${port}`}/docs`, '/dev/mailbox']) expect(portal.output).toContain(where);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: 'up', migrations: 'up', queue: 'up', files: 'up', process: 'up' } },
    ]);

    const body = JSON.stringify({ profile: 'public', login: 'ana@example.com', password: 'swordfish swordfish' });
    const refused = await fetch(`${url}/v1/sessions?token=opensesame`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'story-1', authorization: 'Bearer eyJhbGciOi.eyJzdWIi.c2ln' },
      body,
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    await fetch(`${url}/v1/nobody@example.com`);
    await fetch(`${url}/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"broken' });

    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('frontcounter_http_request_duration_seconds_count{method="POST",route="/v1/sessions"');
    expect(metrics).toContain('frontcounter_queue_jobs{state="due"}');
    expect(metrics).toContain('process_resident_memory_bytes');

    await stopped(portal);
    const log = portal.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log).toContainEqual(
      expect.objectContaining({
        context: 'Http',
        method: 'POST',
        route: '/v1/sessions',
        status: refused.status,
        requestId: 'story-1',
        durationMs: expect.any(Number),
      }),
    );
    expect(log.filter(({ context, method }) => context === 'Http' && method === 'POST')).toHaveLength(2);
    for (const secret of ['ana@', 'nobody@', 'swordfish', 'opensesame', 'eyJhbGciOi', 'ada@city.example', 'a long enough password']) {
      expect(portal.output).not.toContain(secret);
    }
    for (const quiet of ['Mapped {', '/health', 'crontab', 'dependencies initialized']) expect(portal.output).not.toContain(quiet);
  }, 60_000);

  it('stops under load without failing a single request', async () => {
    const portal = await startHere({ LOG_LEVEL: 'error' });
    const served = { before: 0, after: 0 };
    let told = false;
    const clients = Array.from({ length: 24 }, () => browse(url, () => (told ? (served.after += 1) : (served.before += 1))));
    await until(
      () => served.before > 200,
      () => 'The portal does not answer.',
      portal,
    );
    told = true;
    portal.process.kill('SIGTERM');
    expect(await Promise.all(clients)).toEqual(Array(24).fill('ECONNREFUSED'));
    expect(await portal.end()).toBe(0);
    expect(served.after).toBeGreaterThan(0);
  }, 60_000);

  it('stops when npm does, whose shell keeps the signal to itself', async () => {
    const environment = {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: database.url,
      JWT_SECRET: SECRET,
      npm_lifecycle_event: 'start',
    };
    const shell = new Child('dist/src/main.js', { ...environment, DATA_DIR: join(folder, 'data') }, { inShell: true });
    await shell.says('the portal is ready');
    shell.process.kill('SIGTERM');
    await shell.end();
    await until(
      async () => (await fetch(`${url}/health`).catch(() => null)) === null,
      () => 'It is still there.',
    );
    await until(
      () => shell.output.includes('Stopped.'),
      () => `It did not stop as it should: ${shell.output}`,
    );
  }, 60_000);

  it('is not ready any more once it is told to stop, and finishes the request that is under way', async () => {
    const portal = await startHere({ STOP_GRACE_SECONDS: '1' });
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write('POST /v1/sessions HTTP/1.1\r\nHost: portal\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"login":');
    // An answered request on another connection proves that the portal has the first one by now.
    await fetch(`${url}/health`);

    portal.process.kill('SIGTERM');
    await portal.says('Told to stop');
    const ready = await fetch(`${url}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 503, checks: { database: 'up', process: 'down' } });

    await until(
      async () => (await fetch(`${url}/health`).catch(() => null)) === null,
      () => 'It still takes new connections.',
      portal,
    );
    socket.write('"somebody"}');
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(await portal.end()).toBe(0);
  }, 60_000);
});

it('keeps its data and secret in DATA_DIR, shares them with a second portal, and survives being killed', async () => {
  const [one, two] = [await freePort(), await freePort()];
  const first = start({ PORT: String(one) });
  await first.says('the portal is ready');
  const secret = readFileSync(join(folder, 'data', 'jwt-secret'), 'utf8');
  const second = start({ PORT: String(two) });
  await second.says('the portal is ready');
  await first.kill();
  expect((await fetch(`http://127.0.0.1:${two}/ready`)).status).toBe(200);
  await second.kill();

  const third = start({ PORT: String(one) });
  await third.says('the portal is ready');
  expect(third.output).not.toContain('migrations');
  expect(third.output).not.toContain('password');
  expect(readFileSync(join(folder, 'data', 'jwt-secret'), 'utf8')).toBe(secret);
  await stopped(third);
  expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
}, 90_000);

it('leaves no database server behind when it is told to stop once more', async () => {
  const portal = start({ PORT: String(await freePort()), STOP_GRACE_SECONDS: '300' });
  await portal.says('the portal is ready');
  portal.process.kill('SIGTERM');
  await portal.says('Told to stop');
  await until(
    () => {
      portal.process.kill('SIGTERM');
      return portal.hasEnded;
    },
    () => `It did not end: ${portal.output}`,
  );
  expect(await portal.end()).toBe(1);
  expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
}, 60_000);

/** One client with one connection, asking again and again until it is refused; tells how it ended. */
async function browse(url: string, served: () => void): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let request = 0; request < 20_000; request += 1) {
      const response = await new Promise<IncomingMessage>((resolve, reject) =>
        get(`${url}/problems`, { agent }, resolve).on('error', reject),
      );
      let length = 0;
      for await (const chunk of response) length += (chunk as Buffer).length;
      if (response.statusCode !== 200 || length === 0) return `${response.statusCode} with ${length} bytes`;
      served();
    }
    return 'never refused';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    agent.destroy();
  }
}
