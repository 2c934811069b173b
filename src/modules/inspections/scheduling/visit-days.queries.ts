import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import type { Candidate, Place } from './choose-inspector.rules.js';
import type { DayOfInspector } from './slots.rules.js';

export interface CandidateInspector extends Candidate {
  accountId: string;
  name: string;
  phone: string;
  callFromMinute: number;
  callToMinute: number;
}

/** What inspectors have before them. An appointment that is being moved can be left out of account. */
@Injectable()
export class VisitDaysQueries {
  constructor(private readonly database: Database) {}

  /** Each day on which an inspector of the discipline has anything, and every such inspector's empty day under the date ''. */
  async between(discipline: string, from: string, to: string, without: string): Promise<Map<string, Map<string, DayOfInspector>>> {
    const rows = await this.database.rows(sql<DayRow>`
      with fit as (
        select id, day_capacity from inspections.inspector where active and disciplines @> array[${discipline}]::text[]
      )
      select fit.id, fit.day_capacity, busy.date::text as date, coalesce(busy.visits, 0) as visits, coalesce(busy.taken, '') as taken
      from fit left join lateral (${busy(sql`fit.id`, from, to, without)}) busy on true`);
    const days = new Map<string, Map<string, DayOfInspector>>([['', new Map()]]);
    for (const { id: inspectorId, dayCapacity: capacity, date, visits, taken } of rows) {
      days.get('')!.set(inspectorId, { inspectorId, capacity, visits: 0, taken: [] });
      if (date === null) continue;
      if (!days.has(date)) days.set(date, new Map());
      days.get(date)!.set(inspectorId, { inspectorId, capacity, visits, taken: readTaken(taken) });
    }
    return days;
  }

  /** Everyone with the discipline, with their day. */
  async candidates(discipline: string, date: string, without: string): Promise<CandidateInspector[]> {
    const rows = await this.database.rows(sql<CandidateRow>`
      select i.id as inspector_id, i.account_id, i.name, i.phone, i.call_from_minute, i.call_to_minute, i.day_capacity as capacity, i.districts,
        coalesce(busy.visits, 0) as visits, coalesce(busy.taken, '') as taken, places.list as places
      from inspections.inspector i
      left join lateral (${busy(sql`i.id`, date, date, without)}) busy on true
      left join lateral (
        select json_agg(json_build_object('latitude', a.latitude, 'longitude', a.longitude, 'zip', a.zip, 'district', a.district)) as list
        from inspections.appointment a
        where a.inspector_id = i.id and a.date = ${date}::date and a.status in ('booked', 'done') and a.inspection_id <> ${without}::uuid
      ) places on true
      where i.active and i.disciplines @> array[${discipline}]::text[]`);
    return rows.map(({ taken, places, ...row }) => ({ ...row, taken: readTaken(taken), places: places ?? [] }));
  }
}

/** Visits and absences of an inspector, a row a day; times as `540-570,600-630`. */
function busy(inspectorId: RawBuilder<unknown>, from: string, to: string, without: string): RawBuilder<unknown> {
  return sql`
    select date, count(*) filter (where is_visit)::int as visits, string_agg(start_minute || '-' || end_minute, ',') as taken
    from (
      select a.date, a.start_minute, a.end_minute, true as is_visit
      from inspections.appointment a
      where a.inspector_id = ${inspectorId} and a.date between ${from}::date and ${to}::date and a.status in ('booked', 'done')
        and a.inspection_id <> ${without}::uuid
      union all
      select day::date, b.from_minute, b.to_minute, false
      from inspections.absence b,
        generate_series(greatest(b.from_date, ${from}::date), least(b.to_date, ${to}::date), interval '1 day') day
      where b.inspector_id = ${inspectorId} and b.cancelled_at is null and b.to_date >= ${from}::date and b.from_date <= ${to}::date
    ) entry
    group by date`;
}

function readTaken(text: string): [number, number][] {
  return text === '' ? [] : text.split(',').map((range) => range.split('-').map(Number) as [number, number]);
}

interface DayRow {
  id: string;
  dayCapacity: number;
  date: string | null;
  visits: number;
  taken: string;
}

type CandidateRow = Omit<CandidateInspector, 'taken' | 'places'> & { taken: string; places: Place[] | null };
