import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { anInspector, at, forDays, recordToInspect, type InspectorView } from '../../support/inspections.js';
import { recordQueries } from '../../support/queries.js';

let app: TestApp;
let clerk: SignedInClient;
let resident: SignedInClient;
let inspector: InspectorView;

beforeAll(async () => {
  app = await startApp();
  clerk = forDays(app, await staff(app, 'permit-technician'));
  resident = forDays(app, await signUp(app));
});
afterAll(() => app.close());

beforeEach(async () => {
  for (const table of ['disruption', 'appointment', 'absence', 'inspection', 'inspector']) {
    await run(sql`delete from inspections.${sql.raw(table)}`);
  }
  await at(app, '2026-03-02T09:00');
  inspector = await anInspector(app, { name: 'First Inspector' });
});

const run = (statement: ReturnType<typeof sql>) => app.get(Database).execute(statement);

const typeOf = (discipline: string) => ({
  typeCode: `${discipline}-final`,
  typeName: `Final <${discipline}>`,
  discipline,
  sequence: 1,
  required: true,
});

/** An inspection that is ready, as its permit opened it. */
async function ready(discipline = 'zoning'): Promise<{ id: string; number: string }> {
  const { number } = await recordToInspect(app, resident, [typeOf(discipline)]);
  const [row] = await app.get(Database).rows(sql<{ id: string }>`select id from inspections.inspection where record_number = ${number}`);
  return { id: row!.id, number };
}

/** A visit as scheduling stores it. */
async function visit(who: InspectorView, date: string, startMinute: number, status = 'booked'): Promise<string> {
  const { id } = await ready();
  if (status === 'booked') await run(sql`update inspections.inspection set status = 'scheduled' where id = ${id}`);
  await run(sql`
    insert into inspections.appointment (inspection_id, inspector_id, date, start_minute, end_minute, status, booked_at, changed_at)
    values (${id}, ${who.id}, ${date}::date, ${startMinute}, ${startMinute + 30}, ${status}, now(), now())`);
  return id;
}

async function found(outcome: string, resultAt: string, discipline = 'zoning'): Promise<void> {
  const { id } = await ready(discipline);
  const status = outcome === 'approved' ? 'passed' : 'failed';
  await run(sql`update inspections.inspection set status = ${status}, outcome = ${outcome}, result_at = ${resultAt} where id = ${id}`);
}

const absent = (who: InspectorView, fromOn: string, toOn: string, fromMinute = 0, toMinute = 1440) =>
  run(sql`
    insert into inspections.absence (id, inspector_id, from_date, to_date, from_minute, to_minute, created_at)
    values (${newId()}, ${who.id}, ${fromOn}::date, ${toOn}::date, ${fromMinute}, ${toMinute}, now())`);

interface Row {
  name: string;
  utilisationPercent: number;
  days: { date: string; booked: number; done: number; capacity: number; absent: boolean; utilisationPercent: number }[];
}
const board = async (query = '') => (await clerk.get(`/admin/inspections/board${query}`)).body;
const rowOf = async ({ name }: InspectorView, query = '') => (await board(query)).inspectors.find((row: Row) => row.name === name) as Row;

describe('the days of inspectors', () => {
  it('are those from Monday to Friday of this week, also on a weekend', async () => {
    await at(app, '2026-03-08T10:00');
    const { from, to, days } = await board();
    expect([from, to]).toEqual(['2026-03-02', '2026-03-06']);
    expect(days).toEqual(['02', '03', '04', '05', '06'].map((day) => ({ date: `2026-03-${day}`, closedBecause: null })));
  });

  it('say why nobody inspects, and have no capacity then', async () => {
    const { days, inspectors } = await board('?from=2026-05-23&to=2026-05-26');
    expect(days.map((day: { closedBecause: string | null }) => day.closedBecause)).toEqual([
      expect.stringContaining('Saturday'),
      expect.stringContaining('Sunday'),
      expect.stringContaining('Memorial Day'),
      null,
    ]);
    expect(inspectors[0].days.map((day: Row['days'][number]) => day.capacity)).toEqual([0, 0, 0, 12]);
  });

  it('count visits that are booked and done, not those cancelled or missed', async () => {
    await visit(inspector, '2026-03-02', 540, 'done');
    await visit(inspector, '2026-03-02', 570);
    await visit(inspector, '2026-03-02', 600);
    await visit(inspector, '2026-03-02', 630, 'cancelled');
    await visit(inspector, '2026-03-02', 660, 'missed');
    const { days, utilisationPercent } = await rowOf(inspector);
    expect(days[0]).toEqual({ date: '2026-03-02', booked: 2, done: 1, capacity: 12, absent: false, utilisationPercent: 25 });
    expect(utilisationPercent).toBe(5);
  });

  it('are full at what one may do, or at what the hours have room for', async () => {
    const [few, many] = [
      await anInspector(app, { name: 'Few', dayCapacity: 4 }),
      await anInspector(app, { name: 'Many', dayCapacity: 40 }),
    ];
    await visit(few, '2026-03-03', 540);
    expect((await rowOf(few)).days[1]).toMatchObject({ capacity: 4, utilisationPercent: 25 });
    expect((await rowOf(many)).days[1]).toMatchObject({ capacity: 12 });
  });

  it('have no capacity when away all day, be it in two parts, and all of it when away for a part or no longer', async () => {
    await absent(inspector, '2026-03-02', '2026-03-03');
    await absent(inspector, '2026-03-04', '2026-03-04', 0, 720);
    await absent(inspector, '2026-03-04', '2026-03-04', 720, 1440);
    await absent(inspector, '2026-03-05', '2026-03-05', 720, 1440);
    await absent(inspector, '2026-03-06', '2026-03-06');
    await run(sql`update inspections.absence set cancelled_at = now() where from_date = '2026-03-06'`);
    const { days } = await rowOf(inspector);
    expect(days.map(({ capacity, absent }) => [capacity, absent])).toEqual([
      [0, true],
      [0, true],
      [0, true],
      [12, true],
      [12, false],
    ]);
  });

  it('of those who work no longer are shown whole where they had visits, and not at all elsewhere', async () => {
    const former = await anInspector(app, { name: 'Former Inspector' });
    await visit(former, '2026-03-04', 540, 'done');
    await visit(former, '2026-03-11', 540, 'cancelled');
    await run(sql`update inspections.inspector set active = false where id = ${former.id}`);
    const { days, utilisationPercent } = await rowOf(former);
    expect(days.map(({ date, done, capacity }) => [date, done, capacity])).toEqual([
      ['2026-03-02', 0, 0],
      ['2026-03-03', 0, 0],
      ['2026-03-04', 1, 12],
      ['2026-03-05', 0, 0],
      ['2026-03-06', 0, 0],
    ]);
    expect(utilisationPercent).toBe(8);
    expect(await rowOf(former, '?from=2026-03-09')).toBeUndefined();
  });

  it('are at most 31, in order', async () => {
    expect((await board('?from=2026-03-01&to=2026-03-31')).days).toHaveLength(31);
    for (const query of ['from=2026-03-01&to=2026-04-01', 'from=2026-03-05&to=2026-03-04', 'from=2026-02-30']) {
      expect((await clerk.get(`/admin/inspections/board?${query}`)).status).toBe(422);
    }
    expect((await resident.get('/admin/inspections/board')).status).toBe(403);
  });
});

describe('waiting', () => {
  const waiting = async (discipline: string) =>
    (await board()).waiting.find((row: { discipline: string }) => row.discipline === discipline) as object;

  it('tells of each discipline how many are ready, since when, and the first time that can be booked', async () => {
    const first = await ready();
    await ready();
    await run(sql`update inspections.inspection set opened_at = '2026-02-20T15:00:00Z' where id = ${first.id}`);
    expect(await waiting('zoning')).toEqual({
      discipline: 'zoning',
      ready: 2,
      oldestReadySince: '2026-02-20T15:00:00Z',
      firstFreeDate: '2026-03-03',
      firstFreeStart: '09:00',
      businessDaysToFirstFree: 1,
    });
  });

  it('passes over days past the cut-off, taken times, full days, absences and people of other disciplines', async () => {
    await run(sql`update inspections.inspector set day_capacity = 2 where id = ${inspector.id}`);
    await anInspector(app, { name: 'Fire Inspector', disciplines: ['fire'] });
    await absent(inspector, '2026-03-04', '2026-03-04');
    await visit(inspector, '2026-03-05', 600);
    await visit(inspector, '2026-03-05', 660, 'done');
    await absent(inspector, '2026-03-06', '2026-03-06', 0, 570);
    await visit(inspector, '2026-03-06', 570);
    await at(app, '2026-03-02T16:00');
    expect(await waiting('zoning')).toMatchObject({ firstFreeDate: '2026-03-06', firstFreeStart: '10:00', businessDaysToFirstFree: 4 });
    expect(await waiting('fire')).toMatchObject({ ready: 0, oldestReadySince: null, firstFreeDate: '2026-03-04', firstFreeStart: '09:00' });
  });

  it('shows that nobody can come', async () => {
    await ready('plumbing');
    await absent(inspector, '2026-03-02', '2026-06-01');
    const nothing = { firstFreeDate: null, firstFreeStart: null, businessDaysToFirstFree: null };
    expect(await waiting('plumbing')).toMatchObject({ ready: 1, ...nothing });
    expect(await waiting('zoning')).toMatchObject(nothing);
  });
});

it('the results of the city’s days are counted by type', async () => {
  await found('approved', '2026-03-02T06:00:00Z');
  await found('approved', '2026-03-07T05:59:59Z');
  await found('approved', '2026-03-02T05:59:59Z');
  await found('approved', '2026-03-07T06:00:00Z');
  for (const outcome of ['partial', 'corrections-required', 'no-access', 'not-ready']) await found(outcome, '2026-03-03T16:00:00Z');
  await found('approved', '2026-03-03T16:00:00Z', 'fire');
  const one = { partial: 1, correctionsRequired: 1, noAccess: 1, notReady: 1 };
  const none = { partial: 0, correctionsRequired: 0, noAccess: 0, notReady: 0 };
  expect((await board()).results).toEqual([
    { typeCode: 'fire-final', typeName: 'Final <fire>', approved: 1, ...none, passRatePercent: 100 },
    { typeCode: 'zoning-final', typeName: 'Final <zoning>', approved: 2, ...one, passRatePercent: 33 },
  ]);
});

it('asks as often for many inspectors, disciplines and days as for few', async () => {
  const few = await recordQueries(app, () => board());
  for (const [n, discipline] of ['fire', 'plumbing', 'electrical', 'building'].entries()) {
    await anInspector(app, { name: discipline, disciplines: [discipline, 'zoning'] });
    await ready(discipline);
    await visit(inspector, '2026-03-04', 540 + 30 * n);
  }
  const many = await recordQueries(app, () => board('?from=2026-03-01&to=2026-03-31'));
  expect(many).toHaveLength(few.length);
});

describe('the page', () => {
  const open = (address: URL) => anonymous(app).raw(`${address.pathname}${address.search}`);

  it('shows the figures in words and numbers, without scripts', async () => {
    const odd = await anInspector(app, { name: 'Ann <b>"O\'Hara"</b>' });
    await visit(odd, '2026-03-04', 540, 'done');
    await visit(odd, '2026-03-04', 570);
    await absent(inspector, '2026-03-02', '2026-03-02');
    await absent(inspector, '2026-03-03', '2026-03-03', 720, 1440);
    await found('approved', '2026-03-03T16:00:00Z');
    const late = await ready('fire');
    await run(sql`update inspections.inspection set opened_at = '2026-02-20T03:00:00Z' where id = ${late.id}`);
    const page = await open(new URL((await board()).pageUrl));
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain('<h1>Inspections, March 2, 2026 to March 6, 2026</h1>');
    expect(html).toContain('<td>1 + 1 of 12</td>');
    expect(html).toContain('<td class="away">away</td>');
    expect(html).toContain('(partly away)');
    expect(html).toContain('<th scope="row">Final &lt;zoning&gt;</th><td>1</td>');
    expect(html).toContain('2026-03-03 09:00');
    expect(html).toMatch(/<title id="chart-title">[^<]+<\/title>\s*<desc id="chart-figures">[^<]*O&#39;Hara[^<]* 3 %[^<]*<\/desc>/);
    expect(html).toContain('landscape');
    // Opened on the evening of the 19th in the city.
    expect(html).toContain('<td>2026-02-19</td>');
    expect(html).not.toMatch(/<script|<b>|NaN|undefined|null/);
  });

  it('keeps visits in sight that stand on a day without inspections', async () => {
    await visit(inspector, '2026-05-25', 540);
    const { pageUrl } = await board('?from=2026-05-25&to=2026-05-26');
    expect(await (await open(new URL(pageUrl))).text()).toContain('<td class="closed">closed, 1</td>');
  });

  it('opens for 12 hours, by exactly the address that was given', async () => {
    const address = new URL((await board()).pageUrl);
    const changed = (name: string, value: string) => {
      const other = new URL(address);
      other.searchParams.set(name, value);
      return other;
    };
    const without = new URL(address);
    without.searchParams.delete('signature');
    const refused = [
      changed('to', '2026-03-13'),
      changed('from', '2026-02-23'),
      changed('until', '2027-01-01T00:00:00Z'),
      changed('until', 'some day'),
      changed('signature', 'x'.repeat(43)),
      changed('signature', 'é'.repeat(43)),
      without,
    ];
    for (const other of refused) {
      const answer = await open(other);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'inspections.board-not-found']);
    }
    await at(app, '2026-03-02T20:59');
    expect((await open(address)).status).toBe(200);
    await at(app, '2026-03-02T21:01');
    expect((await open(address)).status).toBe(404);
  });
});

describe('disruptions', () => {
  interface Noted {
    id: string;
    settledAt: string | null;
  }

  async function disruption(more: { newDate?: string; newStartMinute?: number } = {}): Promise<string> {
    const { id: inspectionId } = await ready();
    const id = newId();
    await run(sql`
      insert into inspections.disruption
        (id, inspection_id, inspector_id, cause, date, start_minute, outcome, new_date, new_start_minute, noted_at)
      values (${id}, ${inspectionId}, ${inspector.id}, 'absence', '2026-03-03', 570, ${more.newDate ? 'moved' : 'to-book-again'},
        ${more.newDate ?? null}::date, ${more.newStartMinute ?? null}::int, '2026-03-02T15:00:00Z')`);
    return id;
  }
  const listed = async (query = '') => (await clerk.get(`/admin/inspections/disruptions${query}`)).body;

  it('are listed newest first, with what became of the visit', async () => {
    const [first, second] = [await disruption(), await disruption({ newDate: '2026-03-04', newStartMinute: 540 })];
    const { items } = await listed();
    expect(items).toMatchObject([
      { id: second, outcome: 'moved', newDate: '2026-03-04', newStart: '09:00' },
      { id: first, outcome: 'to-book-again', newDate: null, newStart: null },
    ]);
    expect(items[0]).toMatchObject({
      typeName: 'Final <zoning>',
      cause: 'absence',
      date: '2026-03-03',
      start: '09:30',
      inspectorName: 'First Inspector',
      notedAt: '2026-03-02T15:00:00Z',
      settledAt: null,
    });
    const one = await listed('?limit=1');
    const rest = await listed(`?limit=1&cursor=${one.nextCursor}`);
    expect([one.items[0].id, rest.items[0].id, rest.nextCursor]).toEqual([second, first, null]);
  });

  it('are ticked off once, and leave the list of open ones', async () => {
    const [settled, open] = [await disruption(), await disruption()];
    const path = `/admin/inspections/disruptions/${settled}/settlement`;
    const answer = await clerk.post(path);
    expect([answer.status, answer.body.settledAt]).toEqual([200, expect.stringMatching(/^2026-03-02T15:00:/)]);
    await at(app, '2026-03-02T10:00');
    expect((await inspector.client.post(path)).body.settledAt).toBe(answer.body.settledAt);
    expect((await listed('?open=true')).items.map(({ id }: Noted) => id)).toEqual([open]);
    expect((await listed('?open=false')).items.map(({ id }: Noted) => id)).toEqual([settled]);
    const entries = await app.get(Database).rows(sql<{ actor: string }>`
      select actor_id as actor from platform.audit_entry
      where action = 'inspections.settle-disruption' and after->>'disruptionId' = ${settled}`);
    expect(entries).toEqual([{ actor: clerk.accountId }]);
  });

  it('are the business of those who see to inspections', async () => {
    const path = `/admin/inspections/disruptions/${await disruption()}/settlement`;
    expect((await (await staff(app, 'cashier')).post(path)).status).toBe(403);
    expect((await (await staff(app, 'cashier')).get('/admin/inspections/disruptions')).status).toBe(200);
    expect((await resident.get('/admin/inspections/disruptions')).status).toBe(403);
    expect(problemOf(await clerk.post(`/admin/inspections/disruptions/${newId()}/settlement`)).code).toBe(
      'inspections.disruption-not-found',
    );
  });
});
