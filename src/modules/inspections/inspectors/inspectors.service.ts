import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { minuteOf, toCivilTime } from '../civil-minutes.rules.js';
import { DayLocks } from '../scheduling/day-locks.js';
import { VisitingDays } from '../scheduling/visiting-days.js';
import {
  toStaffInspectorDto,
  type AbsenceDto,
  type CreateInspectorRequest,
  type SetAbsenceRequest,
  type StaffInspectorDto,
  type UpdateInspectorRequest,
} from './inspectors.dto.js';
import { InspectorExists, NotYourAbsence } from './inspectors.errors.js';
import { InspectorQueries } from './inspectors.queries.js';

const DAY_CAPACITY = 12;
const LONGEST_ABSENCE_DAYS = 366;
const END_OF_DAY = 1440;

/** Who inspects what, and when they are away. */
@Injectable()
export class InspectorsService {
  constructor(
    private readonly database: Database,
    private readonly queries: InspectorQueries,
    private readonly accounts: AccountsService,
    private readonly days: VisitingDays,
    private readonly locks: DayLocks,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  async create(request: CreateInspectorRequest): Promise<StaffInspectorDto> {
    const {
      accountId,
      phone,
      disciplines,
      districts = [],
      dayCapacity = this.city.inspection.inspectorDayCapacity ?? DAY_CAPACITY,
    } = request;
    const { callFrom = this.city.inspectorCallHours.from, callTo = this.city.inspectorCallHours.to } = request;
    this.requireSensible(districts, callFrom, callTo);
    return this.database.transaction(async () => {
      const account = await this.accounts.get(accountId);
      if (!account || account.disabled || !account.roles.includes('inspector')) {
        throw new InvalidInput([{ pointer: '/accountId', detail: 'must be the account of a member of staff with the role inspector' }]);
      }
      const name = request.name ?? account.displayName;
      const id = newId();
      const made = await this.database.execute(sql`
        insert into inspections.inspector
          (id, account_id, name, phone, disciplines, districts, call_from_minute, call_to_minute, day_capacity, created_at)
        values (${id}, ${accountId}, ${name}, ${phone}, ${disciplines}::text[], ${districts}::text[], ${minuteOf(callFrom)}, ${minuteOf(callTo)},
          ${dayCapacity}, ${this.clock.now().toString()})
        on conflict (account_id) do nothing`);
      if (made === 0) throw new InspectorExists((await this.queries.byAccount(accountId))!.id);
      await this.audit.record({ action: 'inspections.create-inspector', subject: id, after: { ...request, name } });
      return toStaffInspectorDto(await this.queries.byId(id));
    });
  }

  async update(id: string, change: UpdateInspectorRequest, expected: ExpectedVersion): Promise<StaffInspectorDto> {
    return this.database.transaction(async () => {
      await this.database.execute(sql`select 1 from inspections.inspector where id = ${id} for update`);
      const row = await this.queries.byId(id);
      requireVersion(row.version, expected);
      const before = toStaffInspectorDto(row);
      // Validation leaves what was not sent undefined, which must not wipe out what is there.
      const sent = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== null));
      const after = { ...before, ...sent } as StaffInspectorDto;
      this.requireSensible(after.districts, after.callFrom, after.callTo);
      await this.database.execute(sql`
        update inspections.inspector set name = ${after.name}, phone = ${after.phone}, disciplines = ${after.disciplines}::text[],
          districts = ${after.districts}::text[], call_from_minute = ${minuteOf(after.callFrom)}, call_to_minute = ${minuteOf(after.callTo)},
          day_capacity = ${after.dayCapacity}, active = ${after.active}, version = version + 1
        where id = ${id}`);
      if (before.active && !after.active) {
        await this.locks.lock(this.bookableFrom(this.calendar.today(), this.days.lastBookable()));
        await this.jobs.enqueue('inspections.rearrange-inspector', { inspectorId: id });
      }
      await this.audit.record({ action: 'inspections.update-inspector', subject: id, before: { ...before }, after: sent });
      return toStaffInspectorDto(await this.queries.byId(id));
    });
  }

  /** Whoever was to be visited then is seen to at once, by a job (`inspections.rearrange-absence`). */
  async setAbsence(principal: Principal, inspectorId: string, request: SetAbsenceRequest): Promise<AbsenceDto> {
    const { fromOn, toOn, reason = null } = request;
    const fromMinute = request.fromTime ? minuteOf(request.fromTime) : 0;
    const toMinute = request.toTime ? minuteOf(request.toTime) : END_OF_DAY;
    this.requireAbsence(request, fromMinute, toMinute);
    return this.database.transaction(async () => {
      await this.requireOwn(principal, inspectorId);
      const id = newId();
      await this.locks.lock(this.bookableFrom(Temporal.PlainDate.from(fromOn), Temporal.PlainDate.from(toOn)));
      await this.database.execute(sql`
        insert into inspections.absence (id, inspector_id, from_date, to_date, from_minute, to_minute, reason, created_at)
        values (${id}, ${inspectorId}, ${fromOn}::date, ${toOn}::date, ${fromMinute}, ${toMinute}, ${reason}, ${this.clock.now().toString()})`);
      await this.jobs.enqueue('inspections.rearrange-absence', { absenceId: id });
      await this.audit.record({ action: 'inspections.set-absence', subject: inspectorId, after: { absenceId: id, ...request } });
      return this.queries.absence(inspectorId, id);
    });
  }

  async cancelAbsence(principal: Principal, inspectorId: string, absenceId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.requireOwn(principal, inspectorId);
      const absence = await this.queries.absence(inspectorId, absenceId);
      await this.database.execute(sql`
        update inspections.absence set cancelled_at = ${this.clock.now().toString()} where id = ${absenceId} and cancelled_at is null`);
      await this.audit.record({ action: 'inspections.cancel-absence', subject: inspectorId, before: { ...absence } });
    });
  }

  /** Inspectors see to themselves, others to everyone. */
  private async requireOwn({ accountId, roles }: Principal, inspectorId: string): Promise<void> {
    const inspector = await this.queries.byId(inspectorId);
    const mayForOthers = roles.includes('administrator') || roles.includes('permit-technician');
    if (!mayForOthers && inspector.accountId !== accountId) throw new NotYourAbsence();
  }

  /** Nobody can book any other day, so only these need to be held. */
  private bookableFrom(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
    const today = this.calendar.today();
    const horizon = this.days.lastBookable();
    const from = Temporal.PlainDate.compare(first, today) < 0 ? today : first;
    const to = Temporal.PlainDate.compare(last, horizon) > 0 ? horizon : last;
    return this.days.from(from, to);
  }

  private requireAbsence({ fromOn, toOn }: SetAbsenceRequest, fromMinute: number, toMinute: number): void {
    const errors: FieldError[] = [];
    const today = this.calendar.today().toString();
    if (fromOn < today) errors.push({ pointer: '/fromOn', detail: `must not be earlier than today, ${today}` });
    if (toOn < fromOn) errors.push({ pointer: '/toOn', detail: `must not come before ${fromOn}` });
    else if (Temporal.PlainDate.from(fromOn).until(toOn, { largestUnit: 'days' }).days > LONGEST_ABSENCE_DAYS) {
      errors.push({ pointer: '/toOn', detail: 'must be within a year of the first day' });
    }
    if (toMinute <= fromMinute) errors.push({ pointer: '/toTime', detail: `must be later than ${toCivilTime(fromMinute)}` });
    if (errors.length > 0) throw new InvalidInput(errors);
  }

  private requireSensible(districts: string[], callFrom: string, callTo: string): void {
    const known = new Set(this.city.inspection.districts?.map(({ code }) => code));
    const errors = districts.flatMap((code, index) =>
      known.has(code)
        ? []
        : [
            {
              pointer: `/districts/${index}`,
              detail: `must be a district of the city's profile: ${[...known].join(', ') || 'it has none'}`,
            },
          ],
    );
    if (callTo <= callFrom) errors.push({ pointer: '/callTo', detail: `must be later than ${callFrom}` });
    if (errors.length > 0) throw new InvalidInput(errors);
  }
}
