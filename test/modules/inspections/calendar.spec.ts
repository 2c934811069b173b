import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { anInspector, FENCE_FINAL, inspectionId, POST_HOLE, recordToInspect, type InspectorView } from '../../support/inspections.js';
import { recordQueries } from '../../support/queries.js';

let app: TestApp;
let resident: SignedInClient;
let inspector: InspectorView;
let record: { id: string; number: string };
let id: string;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  app.clock.set(Temporal.Instant.from('2026-03-02T15:00:00Z'));
  await execute(sql`delete from inspections.appointment`);
  await execute(sql`delete from inspections.inspector`);
  inspector = await anInspector(app);
  resident = await signUp(app);
  record = await recordToInspect(app, resident, [POST_HOLE, FENCE_FINAL]);
  id = await inspectionId(resident, record.number);
});

const execute = (statement: Parameters<Database['execute']>[0]) => app.get(Database).execute(statement);

interface Booking {
  date?: string;
  startMinute?: number;
  status?: 'booked' | 'done' | 'missed' | 'cancelled';
}

/** An appointment as it is stored; one that is there already is changed. */
async function appointment(inspection: string, { date = '2026-03-05', startMinute = 570, status = 'booked' }: Booking = {}): Promise<void> {
  const now = app.clock.now().toString();
  await execute(sql`
    insert into inspections.appointment (inspection_id, inspector_id, date, start_minute, end_minute, status, booked_at, changed_at)
    values (${inspection}, ${inspector.id}, ${date}::date, ${startMinute}, ${startMinute + 30}, ${status}, ${now}, ${now})
    on conflict (inspection_id) do update set date = excluded.date, start_minute = excluded.start_minute, end_minute = excluded.end_minute,
      status = excluded.status, changed_at = excluded.changed_at, sequence = appointment.sequence + 1`);
}

/** The events of a file as a calendar program reads them. */
function eventsIn(file: string): Record<string, string>[] {
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const [, name, value] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (name && events.length > 0) events.at(-1)![name] ??= value!.replaceAll('\\n', '\n').replace(/\\(.)/g, '$1');
  }
  return events;
}

const download = (client: SignedInClient, inspection = id) => client.get(`/inspections/${inspection}/appointment.ics`);
const event = async () => eventsIn((await download(resident)).body as string)[0]!;

describe('I-01 an appointment for the calendar', () => {
  it('is a file with one event that says when, where and who', async () => {
    await appointment(id);
    const { status, headers, body } = await download(resident);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toContain(`attachment; filename="inspection-${record.number}.ics"`);
    expect(body).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(eventsIn(body as string)).toEqual([
      expect.objectContaining({
        UID: `${id}@127.0.0.1`,
        SEQUENCE: '0',
        STATUS: 'CONFIRMED',
        DTSTAMP: '20260302T150000Z',
        DTSTART: '20260305T153000Z',
        DTEND: '20260305T160000Z',
        SUMMARY: `Post hole inspection, ${record.number}`,
        LOCATION: '12 Maple Street, Fairview, IL 60501',
        DESCRIPTION: [
          'Inspector: Demo Inspector, 555-010-3000',
          'Calls are answered between 7:30 AM and 8:30 AM.',
          `Details and changes: ${app.url}/records/${record.number}/inspections`,
        ].join('\n'),
      }),
    ]);
  });

  it('is right on both sides of the night in which the clocks change', async () => {
    await appointment(id, { date: '2026-03-06', startMinute: 540 });
    expect(await event()).toMatchObject({ DTSTART: '20260306T150000Z', DTEND: '20260306T153000Z' });
    await appointment(id, { date: '2026-03-09', startMinute: 540 });
    expect(await event()).toMatchObject({ DTSTART: '20260309T140000Z', DTEND: '20260309T143000Z' });
  });

  it('stays the same entry when it is booked again and when it is cancelled', async () => {
    await appointment(id);
    const { UID } = await event();
    app.clock.advance({ minutes: 10 });
    await appointment(id, { date: '2026-03-10', startMinute: 600 });
    expect(await event()).toMatchObject({ UID, SEQUENCE: '1', DTSTAMP: '20260302T151000Z', DTSTART: '20260310T150000Z' });
    await appointment(id, { date: '2026-03-10', startMinute: 600, status: 'cancelled' });
    expect(await event()).toMatchObject({ UID, SEQUENCE: '2', STATUS: 'CANCELLED' });
  });

  it('names the arrival window and keeps the booked time', async () => {
    await appointment(id);
    await execute(sql`update inspections.appointment set window_from_minute = 550, window_to_minute = 610 where inspection_id = ${id}`);
    const { DESCRIPTION, DTSTART } = await event();
    expect(DESCRIPTION).toContain('Expected to arrive between 9:10 AM and 10:10 AM.');
    expect(DTSTART).toBe('20260305T153000Z');
  });

  it('is for parties and staff, once something was booked', async () => {
    expect(problemOf(await download(resident))).toMatchObject({ status: 404, code: 'inspections.appointment-not-found' });
    expect(problemOf(await download(resident, newId()))).toMatchObject({ status: 404, code: 'inspections.not-found' });
    await appointment(id);
    expect(problemOf(await download(await signUp(app)))).toMatchObject({ status: 403, code: 'records.not-linked' });
    expect((await download(await staff(app, 'permit-technician'))).status).toBe(200);
  });
});

describe('the calendar of an account', () => {
  const subscribe = async (client: SignedInClient) => {
    const { status, body } = await client.post('/calendar-feed');
    expect(status).toBe(201);
    return (body as { url: string }).url;
  };
  const read = (url: string, headers: Record<string, string> = {}) => anonymous(app).get(url.slice(app.url.length), headers);
  const uids = async (url: string) => eventsIn((await read(url)).body as string).map(({ UID }) => UID!.split('@')[0]);

  it('has the appointments of all records, in their order, with those that were cancelled', async () => {
    const later = await inspectionId(resident, record.number, 'fence-final');
    await appointment(later, { date: '2026-03-06', status: 'cancelled' });
    await appointment(id);
    const url = await subscribe(resident);
    const { status, headers, body } = await read(url);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('cache-control')).toBe('private, max-age=300');
    expect(eventsIn(body as string).map(({ UID, STATUS }) => [UID!.split('@')[0], STATUS])).toEqual([
      [id, 'CONFIRMED'],
      [later, 'CANCELLED'],
    ]);
    expect(body).toContain('\r\nX-WR-CALNAME:City of Fairview inspections\r\n');
  });

  it('goes back 30 days and not further, and has nothing of other people', async () => {
    const [stranger, old] = [await signUp(app), await inspectionId(resident, record.number, 'fence-final')];
    await appointment(id, { date: '2026-02-02', status: 'done' });
    await appointment(old, { date: '2026-01-30', status: 'done' });
    const [url, theirs] = [await subscribe(resident), await subscribe(stranger)];
    app.clock.set(Temporal.Instant.from('2026-03-04T15:00:00Z'));
    expect(await uids(url)).toEqual([id]);
    expect(await uids(theirs)).toEqual([]);
    app.clock.set(Temporal.Instant.from('2026-03-05T15:00:00Z'));
    expect(await uids(url)).toEqual([]);
  });

  it('has the visits of an inspector for the inspector, until they are given to somebody else', async () => {
    await appointment(id);
    const url = await subscribe(inspector.client);
    expect(await uids(url)).toEqual([id]);
    const other = await anInspector(app);
    await execute(sql`update inspections.appointment set inspector_id = ${other.id}`);
    expect(await uids(url)).toEqual([]);
  });

  it('loses what is on a record when the record is no longer theirs to see', async () => {
    await appointment(id);
    const url = await subscribe(resident);
    await app.get(Database).transaction(() => app.get(RecordsService).removeParty(record.id, resident.accountId, 'applicant'));
    expect(await uids(url)).toEqual([]);
  });

  it('is not sent again to a program that has it', async () => {
    await appointment(id);
    const url = await subscribe(resident);
    const etag = (await read(url)).headers.get('etag')!;
    const again = await read(url, { 'if-none-match': etag });
    expect([again.status, again.body]).toEqual([304, '']);
    await appointment(id, { startMinute: 660 });
    const changed = await read(url, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it('has one address: a new one takes the place of the old, and can be taken back', async () => {
    const old = await subscribe(resident);
    const url = await subscribe(resident);
    expect(problemOf(await read(old))).toMatchObject({ status: 404, code: 'inspections.feed-not-found' });
    expect((await read(url)).status).toBe(200);
    expect((await resident.delete('/calendar-feed')).status).toBe(204);
    expect(problemOf(await read(url)).code).toBe('inspections.feed-not-found');
    expect((await resident.delete('/calendar-feed')).status).toBe(204);
    expect((await read(await subscribe(resident))).status).toBe(200);
  });

  it('is found by its secret alone, which nobody finds in the database', async () => {
    const url = await subscribe(resident);
    const token = /calendar-feeds\/([\w-]{43})\.ics$/.exec(url)![1]!;
    const [kept] = await app.get(Database).rows(sql<{ row: string }>`
      select to_jsonb(f)::text as row from inspections.calendar_feed f where account_id = ${resident.accountId}`);
    expect(kept!.row).not.toContain(token);
    for (const guess of [token.toLowerCase(), `${token}x`, token.slice(0, -1), resident.accountId, 'x'.repeat(2000)]) {
      expect([guess, (await read(`${app.url}/v1/calendar-feeds/${guess}.ics`)).status]).toEqual([guess, 404]);
    }
    expect((await anonymous(app).post('/calendar-feed')).status).toBe(401);
    expect((await anonymous(app).delete('/calendar-feed')).status).toBe(401);
  });

  it('closes with its account', async () => {
    const url = await subscribe(resident);
    const administrator = await staff(app, 'administrator');
    expect((await administrator.post(`/admin/accounts/${resident.accountId}/disablement`, { reason: 'Asked for it' })).status).toBe(200);
    expect(problemOf(await read(url)).code).toBe('inspections.feed-not-found');
  });

  it('asks the database as often for many appointments as for one', async () => {
    await appointment(id);
    const url = await subscribe(resident);
    const few = await recordQueries(app, () => read(url));
    await appointment(await inspectionId(resident, record.number, 'fence-final'), { startMinute: 600 });
    const another = await recordToInspect(app, resident);
    await appointment(await inspectionId(resident, another.number), { startMinute: 630 });
    const many = await recordQueries(app, () => read(url));
    expect(await uids(url)).toHaveLength(3);
    expect(many).toHaveLength(few.length);
  });

  it('has at most 500 appointments, those nearest to today', async () => {
    await execute(sql`
      with made as (
        insert into inspections.inspection (id, record_id, record_number, type_code, type_name, discipline, sequence, required, attempt, status,
          opened_at, attachment_ids)
        select gen_random_uuid(), ${record.id}, ${record.number}, 'framing', 'Framing', 'building', 1, false, 1, 'cancelled', now(), '{}'
        from generate_series(1, 505) returning id
      ), numbered as (select id, row_number() over () as n from made)
      insert into inspections.appointment (inspection_id, inspector_id, date, start_minute, end_minute, status, booked_at, changed_at)
      select id, ${inspector.id}, case when n <= 400 then date '2026-02-24' else date '2026-02-06' end, 540, 570, 'cancelled', now(), now()
      from numbered`);
    await appointment(id, { date: '2026-03-05' });
    const entries = eventsIn((await read(await subscribe(resident))).body as string);
    expect(entries).toHaveLength(500);
    expect(entries.at(-1)!.UID).toContain(id);
    expect(entries.filter(({ DTSTART }) => DTSTART!.startsWith('20260224'))).toHaveLength(400);
  });
});
