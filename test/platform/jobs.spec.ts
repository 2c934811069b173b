import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/ids.js';
import { JobAdministration } from '../../src/platform/jobs/job-administration.service.js';
import { Job, ScheduledJob } from '../../src/platform/jobs/job.decorators.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { JobNotFound } from '../../src/platform/jobs/jobs.errors.js';
import { ScheduleTicker } from '../../src/platform/jobs/schedule-ticker.js';
import { Clock } from '../../src/platform/time/clock.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { emptyQueue, letTimePass } from '../support/queue.js';

@Injectable()
class Lamplighter {
  readonly lit: string[] = [];
  readonly wound: string[] = [];
  failing = 0;
  readonly letters: unknown[] = [];

  @ScheduledJob({ id: 'town.light-lamps', cron: '30 7 * * *', description: 'Lights the lamps.' })
  async lightLamps({ dueAt }: { dueAt: Temporal.Instant }): Promise<unknown> {
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('no oil');
    }
    this.lit.push(dueAt.toString());
    return { lamps: 3 };
  }

  @ScheduledJob({ id: 'town.wind-clock', cron: '30 1 * * *', description: 'Winds the tower clock.' })
  async windClock({ dueAt }: { dueAt: Temporal.Instant }): Promise<void> {
    this.wound.push(dueAt.toString());
  }

  @Job('town.carry-letter')
  async carryLetter(letter: unknown): Promise<void> {
    this.letters.push(letter);
  }
}

let one: TestPlatform;
let other: TestPlatform;

beforeAll(async () => {
  one = await startPlatform({ providers: [Lamplighter] });
  other = await startPlatform({ providers: [Lamplighter] }, { DATABASE_URL: one.databaseUrl });
});
afterAll(async () => {
  await other.close();
  await one.close();
});
beforeEach(async () => {
  await emptyQueue(one);
  await one.get(Database).execute(sql`truncate platform.job_run, platform.job_schedule`);
  for (const app of [one, other]) Object.assign(app.get(Lamplighter), { lit: [], wound: [], failing: 0, letters: [] });
});

async function itIs(instant: string): Promise<void> {
  for (const app of [one, other]) app.get(Clock).set(Temporal.Instant.from(instant));
}

/** As every minute, in both replicas at once; then whatever came due is done. */
async function tick(): Promise<void> {
  await Promise.all([one, other].map((app) => app.get(ScheduleTicker).tick()));
  await Promise.all([one.settle(), other.settle()]);
}

async function knownSince(instant: string): Promise<void> {
  await itIs(instant);
  await one.get(ScheduleTicker).onApplicationBootstrap();
}

const lit = () => [...one.get(Lamplighter).lit, ...other.get(Lamplighter).lit].sort();
const wound = () => [...one.get(Lamplighter).wound, ...other.get(Lamplighter).wound].sort();
const lastRun = async () => (await one.get(JobAdministration).list()).find(({ id }) => id === 'town.light-lamps')!.lastRun;

describe('two replicas', () => {
  it('run a job once for each due time, in civil time', async () => {
    await knownSince('2026-03-06T12:00:00Z');
    await itIs('2026-03-06T13:29:30Z');
    await tick();
    expect(lit()).toEqual([]);
    await itIs('2026-03-06T13:30:10Z');
    await tick();
    await tick();
    expect(lit()).toEqual(['2026-03-06T13:30:00Z']);
    await itIs('2026-03-08T12:30:30Z');
    await tick();
    expect(lit()).toEqual(['2026-03-06T13:30:00Z', '2026-03-08T12:30:00Z']);
  });

  it('make up for a time when nothing ran with one run', async () => {
    await knownSince('2026-03-02T15:00:00Z');
    await itIs('2026-03-20T20:00:00Z');
    await tick();
    expect(lit()).toEqual(['2026-03-20T12:30:00Z']);
  });

  it('do not make up for what was due before there was the job', async () => {
    await knownSince('2026-03-02T15:00:00Z');
    await tick();
    expect(lit()).toEqual([]);
  });

  it('count the hour that an autumn night repeats once', async () => {
    await knownSince('2026-11-01T05:00:00Z');
    for (const minute of ['2026-11-01T06:30:05Z', '2026-11-01T07:00:05Z', '2026-11-01T07:30:05Z', '2026-11-01T09:00:00Z']) {
      await itIs(minute);
      await tick();
    }
    expect(wound()).toEqual(['2026-11-01T06:30:00Z']);
  });

  it('go on from the new time when the clock is set back', async () => {
    await knownSince('2026-11-20T15:00:00Z');
    await itIs('2026-03-03T12:00:00Z');
    await tick();
    expect(lit()).toEqual([]);
    await itIs('2026-03-03T13:30:01Z');
    await tick();
    expect(lit()).toEqual(['2026-03-03T13:30:00Z']);
  });
});

it('writes down every run and what it did', async () => {
  await knownSince('2026-03-02T15:00:00Z');
  expect(await lastRun()).toBeNull();
  await itIs('2026-03-03T13:31:00Z');
  await one.get(ScheduleTicker).tick();
  expect(await lastRun()).toMatchObject({ state: 'queued', dueAt: '2026-03-03T13:30:00Z', attempts: 0 });
  await one.settle();
  expect(await lastRun()).toMatchObject({ state: 'done', attempts: 1, detail: '{"lamps":3}', requestedBy: null });
});

it('writes down a failure and tries again', async () => {
  await knownSince('2026-03-02T15:00:00Z');
  await itIs('2026-03-03T13:31:00Z');
  one.get(Lamplighter).failing = 1;
  await one.get(ScheduleTicker).tick();
  await one.settle();
  expect(await lastRun()).toMatchObject({ state: 'failed', detail: 'no oil' });
  await letTimePass(one);
  await one.settle();
  expect(await lastRun()).toMatchObject({ state: 'done', attempts: 2 });
  expect(lit()).toEqual(['2026-03-03T13:30:00Z']);
});

it('tells when each job is due next', async () => {
  await knownSince('2026-03-07T20:00:00Z');
  expect(await one.get(JobAdministration).list()).toContainEqual({
    id: 'town.light-lamps',
    description: 'Lights the lamps.',
    cron: '30 7 * * *',
    timeZone: 'America/Chicago',
    lastDueAt: expect.stringMatching(/^2026-03-07T20:00:00/),
    nextDueAt: '2026-03-08T12:30:00Z',
    lastRun: null,
  });
});

it('runs a job by hand, again and besides the clock, and leaves an audit entry', async () => {
  await knownSince('2026-03-02T15:00:00Z');
  const administrator = newId();
  const run = await one.get(JobAdministration).run('town.light-lamps', administrator);
  expect(run).toMatchObject({ state: 'queued', requestedBy: administrator });
  await one.get(JobAdministration).run('town.light-lamps', administrator);
  await one.settle();
  expect(lit()).toHaveLength(2);
  const { items, nextCursor } = await one.get(JobAdministration).listRuns('town.light-lamps', { limit: 1 });
  expect(items).toEqual([expect.objectContaining({ state: 'done' })]);
  expect(await one.get(JobAdministration).listRuns('town.light-lamps', { limit: 1, cursor: nextCursor! })).toMatchObject({
    items: [{ id: run.id, state: 'done' }],
    nextCursor: null,
  });
  expect(
    await one
      .get(Database)
      .rows(sql`select action, subject, after->>'run' as run from platform.audit_entry where after->>'run' = ${run.id}`),
  ).toEqual([{ action: 'platform.run-job', subject: 'town.light-lamps', run: run.id }]);
  await expect(one.get(JobAdministration).run('town.no-such-job', administrator)).rejects.toBeInstanceOf(JobNotFound);
});

it('does queued work if and only if the change it belongs to is kept', async () => {
  const database = one.get(Database);
  const jobs = one.get(Jobs);
  await database.transaction(() => jobs.enqueue('town.carry-letter', { to: 'kept' }));
  await expect(
    database.transaction(async () => {
      await jobs.enqueue('town.carry-letter', { to: 'lost' });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow();
  await one.settle();
  expect(one.get(Lamplighter).letters).toEqual([{ to: 'kept' }]);
});

it('replaces waiting work of the same key', async () => {
  const jobs = one.get(Jobs);
  await jobs.enqueue('town.carry-letter', { to: 'first' }, { key: 'letter' });
  await jobs.enqueue('town.carry-letter', { to: 'second' }, { key: 'letter' });
  await one.settle();
  expect(one.get(Lamplighter).letters).toEqual([{ to: 'second' }]);
});

it('sweeps out old notes, but not those of events that still wait somewhere', async () => {
  const database = one.get(Database);
  const [old, waiting, recent] = [newId(), newId(), newId()];
  await itIs('2026-06-15T12:00:00Z');
  await database.execute(sql`
    insert into platform.event_handled (event_id, listener, handled_at)
    values (${old}, 'a', '2026-05-01T00:00:00Z'), (${waiting}, 'a', '2026-05-01T00:00:00Z'), (${recent}, 'a', '2026-06-10T00:00:00Z')`);
  await one.get(Jobs).enqueue('event', { listener: 'gone', eventId: waiting }, { maxAttempts: 1 });
  await database.execute(sql`
    insert into platform.job_run (id, job, due_at, queued_at)
    select gen_random_uuid(), 'town.old', at, at from unnest(array['2026-01-01', '2026-01-02']::timestamptz[]) at`);
  await one.get(JobAdministration).run('platform.housekeeping', newId());
  await one.settle();
  const left = await database.rows<{ eventId: string }>(sql`select event_id from platform.event_handled order by handled_at`);
  expect(left.map(({ eventId }) => eventId)).toEqual([waiting, recent]);
  expect(await database.rows(sql`select count(*)::int as runs from platform.job_run where job = 'town.old'`)).toEqual([{ runs: 1 }]);
});
