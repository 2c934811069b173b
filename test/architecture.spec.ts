import { execFileSync } from 'node:child_process';
import { globSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, sep } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MikroORM, ReferenceKind } from '@mikro-orm/core';
import { migrations } from '../migrations/index.js';
import { apiDocument } from '../src/openapi.js';
import { DomainError, type DomainErrorClass } from '../src/platform/errors/domain-error.js';
import { DomainEvent } from '../src/platform/events/domain-event.js';
import { EventListeners } from '../src/platform/events/event-listeners.js';
import { STATUS_OF } from '../src/platform/http/problem.js';
import { Routes } from '../src/platform/http/routes.js';
import { JobRegistry } from '../src/platform/jobs/job-registry.js';
import { startApp, type TestApp } from './support/app.js';

const ROOT = join(import.meta.dirname, '..');
const levels = createRequire(import.meta.url)('../scripts/levels.cjs') as string[][];

/** Rooms that were part of records once: the codes and events that the world knows them by have kept that name. */
const PART_OF_RECORDS = ['attachments', 'back-office', 'invitations', 'official-documents', 'projects'];
const knownAs = (room: string) => (PART_OF_RECORDS.includes(room) ? 'records' : room);

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Everything that files of one kind export, with the room they stand in. */
async function exportsOf(pattern: string): Promise<{ file: string; room: string; name: string; value: unknown }[]> {
  const files = globSync(pattern, { cwd: ROOT }).filter((file) => !file.endsWith('.spec.ts'));
  const loaded = await Promise.all(files.map(async (file) => [file, (await import(join(ROOT, file))) as Record<string, unknown>] as const));
  return loaded.flatMap(([file, module]) => {
    const [, storey, folder] = file.split(sep);
    const room = storey === 'platform' ? 'platform' : folder!;
    return Object.entries(module).map(([name, value]) => ({ file, room, name, value }));
  });
}

const isKindOf = (value: unknown, base: { prototype: object }): boolean =>
  typeof value === 'function' && value.prototype instanceof (base as never);
const repeated = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

function run(script: string, ...options: string[]): string {
  try {
    return execFileSync(process.execPath, [join(ROOT, script), ...options], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(stdout + stderr, { cause: error });
  }
}

it('keeps the storeys: calls go down, by front doors, without cycles', () => {
  const told = run(
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    'src',
    'migrations',
    'demo',
    'bench',
    'test',
    '--output-type',
    'err',
  );
  expect(told).toContain('no dependency violations found');
});

it('draws its module map from the code', () => {
  expect(run('scripts/module-map.mjs', '--check')).toBe('');
  expect(run('scripts/roles.mjs', '--check')).toBe('');
});

it('says of every route who may call it, and opens what is below /admin to staff only', () => {
  const routes = app.get(Routes).all();
  expect(routes.length).toBeGreaterThan(100);
  expect(routes.filter(({ access }) => access === undefined).map(({ operationId }) => operationId)).toEqual([]);
  expect(repeated(routes.map(({ operationId }) => operationId))).toEqual([]);

  const { paths } = apiDocument(app.nest, 'http://localhost');
  for (const [path, operations] of Object.entries(paths)) {
    for (const operation of Object.values(operations) as { 'x-access': string; operationId: string }[]) {
      const staffOnly = operation['x-access'] === 'staff';
      if (path.startsWith('/v1/admin/')) expect([operation.operationId, staffOnly]).toEqual([operation.operationId, true]);
      // Staff's own accounts have a second factor.
      else expect([operation.operationId, staffOnly && !path.startsWith('/v1/accounts/me/')]).toEqual([operation.operationId, false]);
    }
  }
});

it('lets no entity and no relation leave its schema', () => {
  const entities = [...app.get(MikroORM).getMetadata().getAll().values()];
  expect(entities.length).toBeGreaterThan(5);
  const rooms = new Set(levels.flat().map((name) => name.replaceAll('-', '_')));
  for (const { className, schema, relations } of entities) {
    expect([className, rooms.has(schema ?? '')]).toEqual([className, true]);
    for (const relation of relations) {
      expect([`${className}.${relation.name}`, relation.kind === ReferenceKind.SCALAR || relation.targetMeta?.schema]).toEqual([
        `${className}.${relation.name}`,
        schema,
      ]);
    }
  }
});

it('gives every listener, job and schedule an id of its own that says whose it is', () => {
  const rooms = [...levels.flat(), 'platform'];
  const listeners = app.get(EventListeners).all();
  expect(listeners.length).toBeGreaterThan(10);
  const { tasks, schedules } = app.get(JobRegistry);
  for (const ids of [listeners.map(({ listener }) => listener), [...tasks.keys()], [...schedules.keys()]]) {
    expect(repeated(ids)).toEqual([]);
    for (const id of ids) {
      expect(id).toMatch(/^[a-z-]+\.[a-z0-9-]+$/);
      expect([id, rooms.includes(id.split('.')[0]!)]).toEqual([id, true]);
    }
  }
});

it('names events after their module and in the past, once', async () => {
  const events = (await exportsOf('src/**/*.events.ts')).filter(({ value }) => isKindOf(value, DomainEvent));
  expect(events.length).toBeGreaterThan(20);
  for (const { room, name, value } of events) {
    const words = name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();
    expect((value as { type: string }).type).toBe(`${knownAs(room)}.${words}`);
  }
  const types = events.map(({ value }) => (value as { type: string }).type);
  expect(repeated(types)).toEqual([]);
  const heard = app.get(EventListeners).all();
  expect(heard.filter(({ type }) => !types.includes(type))).toEqual([]);
});

it('names every broken rule after its module, once, and publishes it with the routes that it can come from', async () => {
  const errors = (await exportsOf('src/**/*.errors.ts')).filter(({ value }) => isKindOf(value, DomainError));
  const codes = new Map<string, unknown>();
  for (const { file, room, name, value } of errors) {
    const { code, kind, title } = value as DomainErrorClass;
    expect([name, code]).toEqual([name, expect.stringMatching(new RegExp(`^${knownAs(room)}\\.[a-z0-9-]+$`))]);
    expect([name, kind in STATUS_OF, title?.length > 5]).toEqual([name, true, true]);
    expect([file, name, codes.get(code) ?? value]).toEqual([file, name, value]);
    codes.set(code, value);
  }
  const published = new Set(
    app
      .get(Routes)
      .all()
      .flatMap(({ problems }) => problems.map(({ code }) => code)),
  );
  const everywhere = ['platform.malformed-request', 'platform.method-not-allowed', 'platform.not-found'];
  expect([...codes.keys()].filter((code) => !published.has(code) && !everywhere.includes(code))).toEqual([]);
});

it('lists every migration, in order', () => {
  const files = readdirSync(join(ROOT, 'migrations')).filter((file) => file.startsWith('Migration'));
  expect(migrations.map(({ name }) => `${name}.ts`)).toEqual(files.map((file) => basename(file)).sort());
});
