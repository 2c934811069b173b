import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff, type Answer, type SignedInClient } from '../../support/builders.js';
import { anInspector, at, book, forDays, inspectionId, recordToInspect, type InspectorView } from '../../support/inspections.js';

jest.setTimeout(120_000);

const DAYS = ['2026-03-04', '2026-03-05'];
const STARTS = ['09:00', '09:30'];
const VISITS = 6;

type Step =
  | { do: 'book'; visit: number; day: number; start: number }
  | { do: 'cancel'; visit: number }
  | { do: 'result'; visit: number; outcome: 'approved' | 'no-access' }
  | { do: 'absence'; inspector: number; day: number };

const visit = fc.nat(VISITS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), visit, day: fc.nat(1), start: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), visit }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('result' as const),
      visit,
      outcome: fc.constantFrom('approved' as const, 'no-access' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('absence' as const), inspector: fc.nat(1), day: fc.nat(1) }) },
);

let app: TestApp;
let resident: SignedInClient;
let administrator: SignedInClient;
let inspectors: InspectorView[];

beforeAll(async () => {
  app = await startApp();
  await at(app, '2026-03-02T09:00');
  resident = forDays(app, await signUp(app));
  administrator = forDays(app, await staff(app, 'administrator'));
  inspectors = [await anInspector(app, { name: 'First' }), await anInspector(app, { name: 'Second' })];
});
afterAll(() => app.close());

interface World {
  ids: string[];
  numbers: string[];
}

/** A city without appointments or absences, and a few visits to book. */
async function newWorld(): Promise<World> {
  const database = app.get(Database);
  for (const table of ['disruption', 'appointment', 'absence']) await database.execute(sql`delete from inspections.${sql.raw(table)}`);
  const world: World = { ids: [], numbers: [] };
  for (let n = 0; n < VISITS; n++) {
    const { number } = await recordToInspect(app, resident);
    world.numbers.push(number);
    world.ids.push(await inspectionId(resident, number));
  }
  return world;
}

function take(world: World, step: Step): Promise<Answer> {
  switch (step.do) {
    case 'book':
      return book(resident, world.ids[step.visit]!, DAYS[step.day]!, STARTS[step.start]!);
    case 'cancel':
      return resident.delete(`/inspections/${world.ids[step.visit]}/appointment`);
    case 'result':
      return inspectors[0]!.client.post(`/admin/inspections/${world.ids[step.visit]}/result`, { outcome: step.outcome });
    case 'absence': {
      const day = DAYS[step.day]!;
      return administrator.post(`/admin/inspectors/${inspectors[step.inspector]!.id}/absences`, { fromOn: day, toOn: day });
    }
  }
}

/** What must hold whatever has happened. */
async function expectOrder(world: World): Promise<void> {
  const rows = await app.get(Database).rows(sql<{ id: string; status: string; appointment: string | null; absent: boolean }>`
    select i.id, i.status, a.status as appointment, exists (
      select 1 from inspections.absence b where b.inspector_id = a.inspector_id and b.cancelled_at is null
        and a.date between b.from_date and b.to_date) and a.status = 'booked' as absent
    from inspections.inspection i left join inspections.appointment a on a.inspection_id = i.id
    where i.record_number = any(${world.numbers}::text[])`);
  for (const row of rows) {
    expect([row.id, row.status === 'scheduled']).toEqual([row.id, row.appointment === 'booked']);
    expect([row.id, row.absent]).not.toEqual([row.id, true]);
    if (row.appointment === 'done') expect(['passed', 'failed']).toContain(row.status);
  }
  const twice = await app.get(Database).rows(sql`
    select 1 from inspections.appointment a join inspections.appointment b using (inspector_id, date)
    where a.inspection_id < b.inspection_id and a.status in ('booked', 'done') and b.status in ('booked', 'done')
      and a.start_minute < b.end_minute and b.start_minute < a.end_minute`);
  expect(twice).toEqual([]);
}

/** The same city in a few lines: what is booked, decided and absent. An absence moves visits by rules of its own, so they are read back. */
class Model {
  readonly booked = new Map<number, string>();
  readonly decided = new Set<number>();
  readonly absent = new Set<string>();
  readonly ever = new Set<number>();

  expected(step: Step): number {
    switch (step.do) {
      case 'book': {
        if (this.decided.has(step.visit)) return 409;
        const slot = `${step.day} ${step.start}`;
        if (this.booked.get(step.visit) === slot) return 200;
        const others = [...this.booked].filter(([other, where]) => other !== step.visit && where === slot).length;
        const works = [0, 1].filter((inspector) => !this.absent.has(`${inspector} ${step.day}`)).length;
        return others < works ? 200 : 409;
      }
      case 'cancel':
        return this.ever.has(step.visit) ? 204 : 404;
      case 'result':
        return this.decided.has(step.visit) ? 409 : 201;
      case 'absence':
        return 201;
    }
  }
}

it('I-02 answers any sequence of steps as a simple model does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      const world = await newWorld();
      const model = new Model();
      for (const each of steps) {
        const expected = model.expected(each);
        const answer = await take(world, each);
        await app.settle();
        expect([each, answer.status]).toEqual([each, expected]);
        if (answer.status < 300) await follow(model, world, each);
        await expectOrder(world);
      }
    }),
    { numRuns: 5, seed: 7 },
  );
});

async function follow(model: Model, world: World, step: Step): Promise<void> {
  if (step.do === 'result') model.decided.add(step.visit);
  if (step.do === 'absence') model.absent.add(`${step.inspector} ${step.day}`);
  const rows = await app.get(Database).rows(sql<{ id: string; date: string; startMinute: number }>`
    select inspection_id as id, date::text as date, start_minute from inspections.appointment
    where status = 'booked' and inspection_id = any(${world.ids}::uuid[])`);
  model.booked.clear();
  for (const { id, date, startMinute: minute } of rows) {
    model.booked.set(world.ids.indexOf(id), `${DAYS.indexOf(date)} ${(minute - 540) / 30}`);
    model.ever.add(world.ids.indexOf(id));
  }
}

it('I-02 keeps order when people act at the same moment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), { minLength: 3, maxLength: 6 }), async (moments) => {
      const world = await newWorld();
      for (const moment of moments) {
        const answers = await Promise.all([...moment.map((each) => take(world, each)), app.settle()]);
        for (const answer of answers) if (answer) expect([200, 201, 204, 404, 409]).toContain(answer.status);
        await app.settle();
        await expectOrder(world);
      }
    }),
    { numRuns: 5, seed: 11 },
  );
});
