import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../../platform/auth/keys.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { startsOf } from '../scheduling/slots.rules.js';
import { VisitingDays } from '../scheduling/visiting-days.js';
import type {
  BoardDayDto,
  BoardInspectorDto,
  BoardPageQuery,
  BoardQuery,
  BoardResultsDto,
  BoardWaitingDto,
  InspectionBoardDto,
} from './board.dto.js';
import { BoardNotFound } from './board.errors.js';
import { boardPage } from './board.page.js';
import { firstFreeTimes, type InspectorAhead } from './board.rules.js';

const MOST_DAYS = 31;
const HOURS_OPEN = 12;

/** How busy inspectors are, how long people wait and what was found. */
@Injectable()
export class BoardService {
  constructor(
    private readonly database: Database,
    private readonly days: VisitingDays,
    private readonly calendar: BusinessCalendar,
    private readonly city: CityProfile,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly settings: Settings,
  ) {}

  async board(query: BoardQuery): Promise<InspectionBoardDto> {
    const { from, to } = this.period(query);
    const days = this.daysOf(from, to);
    const [inspectors, waiting, results] = await Promise.all([this.inspectors(days), this.waiting(), this.results(from, to)]);
    const period = { from: from.toString(), to: to.toString() };
    return { ...period, days, inspectors, waiting, results, pageUrl: this.addressOf(period) };
  }

  /** For whoever has the address, which staff get with the board. */
  async page({ from = '', to = '', until = '', signature = '' }: BoardPageQuery): Promise<string> {
    const right = Buffer.from(this.sign(from, to, until));
    const given = Buffer.from(signature);
    if (right.length !== given.length || !timingSafeEqual(right, given)) throw new BoardNotFound();
    if (Temporal.Instant.compare(Temporal.Instant.from(until), this.clock.now()) < 0) throw new BoardNotFound();
    return boardPage(await this.board({ from, to }), this.city.name, this.calendar.zone);
  }

  private addressOf({ from, to }: { from: string; to: string }): string {
    const until = this.clock.now().add({ hours: HOURS_OPEN }).round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
    const parameters = new URLSearchParams({ from, to, until, signature: this.sign(from, to, until) });
    return `${this.settings.publicUrl}/v1/inspection-board?${parameters.toString()}`;
  }

  private sign(from: string, to: string, until: string): string {
    return this.keys.fingerprint('inspection-board', `${from} ${to} ${until}`).toString('base64url');
  }

  private period({ from, to }: BoardQuery): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
    const today = this.calendar.today();
    const first = from ? Temporal.PlainDate.from(from) : today.subtract({ days: today.dayOfWeek - 1 });
    const year = today.year;
    if (first.year < year - 10 || first.year > year + 2) {
      throw new InvalidInput([{ pointer: '/from', detail: `must lie between the years ${year - 10} and ${year + 2}` }]);
    }
    const friday = first.add({ days: (5 - first.dayOfWeek + 7) % 7 });
    const last = to ? Temporal.PlainDate.from(to) : friday;
    if (Temporal.PlainDate.compare(last, first) < 0) {
      throw new InvalidInput([{ pointer: '/to', detail: `must not come before ${first.toString()}` }]);
    }
    if (first.until(last, { largestUnit: 'days' }).days >= MOST_DAYS) {
      throw new InvalidInput([{ pointer: '/to', detail: `must lie within ${MOST_DAYS} days from ${first.toString()}` }]);
    }
    return { from: first, to: last };
  }

  private daysOf(from: Temporal.PlainDate, to: Temporal.PlainDate): BoardDayDto[] {
    const days: BoardDayDto[] = [];
    for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
      days.push({ date: day.toString(), closedBecause: this.days.closedBecause(day) });
    }
    return days;
  }

  private async inspectors(days: BoardDayDto[]): Promise<BoardInspectorDto[]> {
    const { fromMinute, toMinute } = this.days.hours;
    const slots = startsOf(this.days.hours).length;
    const dates = days.map(({ date }) => date);
    const rows = await this.database.rows(sql<InspectorDayRow>`
      select s.id, s.name, s.disciplines, s.day_capacity, s.active, day.date::text as date,
        (select count(*) from inspections.appointment a where a.inspector_id = s.id and a.date = day.date and a.status = 'booked')::int as booked,
        (select count(*) from inspections.appointment a where a.inspector_id = s.id and a.date = day.date and a.status = 'done')::int as done,
        absences.absent, absences.away
      from inspections.inspector s
      cross join unnest(${dates}::date[]) as day (date)
      cross join lateral (
        select count(*) > 0 as absent,
          coalesce(range_agg(int4range(b.from_minute, b.to_minute)) @> int4range(${fromMinute}::int, ${toMinute}::int), false) as away
        from inspections.absence b
        where b.inspector_id = s.id and b.cancelled_at is null and day.date between b.from_date and b.to_date
      ) absences
      where s.active or exists (
        select 1 from inspections.appointment a
        where a.inspector_id = s.id and a.date = any(${dates}::date[]) and a.status in ('booked', 'done'))
      order by s.name, s.id, day.date`);
    const closed = new Set(days.filter(({ closedBecause }) => closedBecause !== null).map(({ date }) => date));
    const inspectors = new Map<string, BoardInspectorDto>();
    for (const row of rows) {
      const { id, name, disciplines, date, booked, done, absent } = row;
      const works = !closed.has(date) && !row.away && (row.active || booked + done > 0);
      const capacity = works ? Math.min(row.dayCapacity, slots) : 0;
      const inspector = inspectors.get(id) ?? { id, name, disciplines, days: [], utilisationPercent: 0 };
      inspector.days.push({ date, booked, done, capacity, absent, utilisationPercent: percent(booked + done, capacity) });
      inspectors.set(id, inspector);
    }
    for (const inspector of inspectors.values()) {
      const sum = (of: (day: BoardInspectorDto['days'][number]) => number) => inspector.days.reduce((total, day) => total + of(day), 0);
      inspector.utilisationPercent = percent(
        sum(({ booked, done }) => booked + done),
        sum(({ capacity }) => capacity),
      );
    }
    return [...inspectors.values()];
  }

  private async waiting(): Promise<BoardWaitingDto[]> {
    const bookable = this.days.bookable().map(String);
    const [rows, ahead] = await Promise.all([
      this.database.rows(sql<WaitingRow>`
        select discipline, coalesce(open.ready, 0) as ready, open.oldest
        from (
          select distinct unnest(disciplines) as discipline from inspections.inspector where active
          union select distinct discipline from inspections.inspection where status = 'ready'
        ) known
        left join (
          select discipline, count(*)::int as ready, min(opened_at) as oldest from inspections.inspection where status = 'ready' group by discipline
        ) open using (discipline)
        order by discipline`),
      this.ahead(bookable),
    ]);
    const today = this.calendar.today();
    const firstFree = firstFreeTimes(ahead, bookable, this.days.hours);
    return rows.map(({ discipline, ready, oldest }) => {
      const first = firstFree.get(discipline);
      return {
        discipline,
        ready,
        oldestReadySince: oldest,
        firstFreeDate: first?.date ?? null,
        firstFreeStart: first ? toCivilTime(first.startMinute) : null,
        businessDaysToFirstFree: first ? this.calendar.businessDaysBetween(today, Temporal.PlainDate.from(first.date)) : null,
      };
    });
  }

  /** What everyone who works has on the days that can be booked now. */
  private async ahead(bookable: string[]): Promise<InspectorAhead[]> {
    const [first, last] = [bookable[0], bookable.at(-1)];
    if (first === undefined || last === undefined) return [];
    return this.database.rows(sql<InspectorAhead>`
      select s.id, s.disciplines, s.day_capacity as capacity, coalesce(visits.list, '[]') as visits, coalesce(absences.list, '[]') as absences
      from inspections.inspector s
      left join lateral (
        select json_agg(json_build_object('date', a.date, 'fromMinute', a.start_minute, 'toMinute', a.end_minute)) as list
        from inspections.appointment a
        where a.inspector_id = s.id and a.date between ${first}::date and ${last}::date and a.status in ('booked', 'done')
      ) visits on true
      left join lateral (
        select json_agg(json_build_object('fromDate', b.from_date, 'toDate', b.to_date, 'fromMinute', b.from_minute, 'toMinute', b.to_minute)) as list
        from inspections.absence b
        where b.inspector_id = s.id and b.cancelled_at is null and b.to_date >= ${first}::date and b.from_date <= ${last}::date
      ) absences on true
      where s.active`);
  }

  private async results(from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<BoardResultsDto[]> {
    const midnight = new Temporal.PlainTime();
    const [since, until] = [this.calendar.at(from, midnight), this.calendar.at(to.add({ days: 1 }), midnight)];
    const rows = await this.database.rows(sql<Omit<BoardResultsDto, 'passRatePercent'>>`
      select type_code, max(type_name) as type_name,
        count(*) filter (where outcome = 'approved')::int as approved, count(*) filter (where outcome = 'partial')::int as partial,
        count(*) filter (where outcome = 'corrections-required')::int as corrections_required,
        count(*) filter (where outcome = 'no-access')::int as no_access, count(*) filter (where outcome = 'not-ready')::int as not_ready
      from inspections.inspection
      where status in ('passed', 'failed') and result_at >= ${since.toString()} and result_at < ${until.toString()}
      group by type_code order by type_code`);
    return rows.map((row) => ({
      ...row,
      passRatePercent: percent(row.approved, row.approved + row.partial + row.correctionsRequired + row.noAccess + row.notReady),
    }));
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}

interface InspectorDayRow {
  id: string;
  name: string;
  disciplines: string[];
  dayCapacity: number;
  active: boolean;
  date: string;
  booked: number;
  done: number;
  absent: boolean;
  /** All of the hours in which the city inspects. */
  away: boolean;
}

interface WaitingRow {
  discipline: string;
  ready: number;
  oldest: string | null;
}
