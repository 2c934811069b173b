import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { isStaff, type Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses, BusinessCalendar, CityProfile } from '../../city/index.js';
import { Lifecycle, RecordsService, type RecordSummary } from '../../records/index.js';
import { minuteOf, toCivilTime } from '../civil-minutes.rules.js';
import { Inspection } from '../inspection.entity.js';
import type { AppointmentDto, InspectionDto } from '../inspections.dto.js';
import { InspectionNotFound } from '../inspections.errors.js';
import { InspectionScheduled } from '../inspections.events.js';
import { InspectionQueries } from '../inspections.queries.js';
import { InspectorNotFound } from '../inspectors/inspectors.errors.js';
import { Bookings, factsOf, inWords, type Booking } from './bookings.js';
import { chooseInspector, type Place } from './choose-inspector.rules.js';
import { DayLocks } from './day-locks.js';
import { OpenTimes, type OpenTime } from './open-times.js';
import {
  AppointmentNotFound,
  ClosedDay,
  InspectionNotBookable,
  InspectionOnHold,
  InspectorUnfit,
  OutsideHours,
  PastCutoff,
  SlotTaken,
  TooFarAhead,
  VisitOfOthers,
} from './scheduling.errors.js';
import type { AvailabilityQuery, ReassignInspectionRequest, ScheduleInspectionRequest } from './scheduling.dto.js';
import { hoursProblem, isFree } from './slots.rules.js';
import { VisitDaysQueries, type CandidateInspector } from './visit-days.queries.js';
import { VisitingDays } from './visiting-days.js';

/** Thrown where the day is locked, so that others need not wait while the nearest free times are looked up. */
class NobodyFree extends Error {}

/** Booking, re-booking and cancelling of visits, by those who are party to the record (`R-02`) or by staff for them. */
@Injectable()
export class InspectionSchedulingService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly inspections: InspectionQueries,
    private readonly visits: VisitDaysQueries,
    private readonly open: OpenTimes,
    private readonly days: VisitingDays,
    private readonly locks: DayLocks,
    private readonly bookings: Bookings,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly addresses: Addresses,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** The free times for an inspection, among the days that can be booked. */
  async availability(principal: Principal, inspectionId: string, { from, to }: AvailabilityQuery): Promise<OpenTime[]> {
    if (from && to && to < from) throw new InvalidInput([{ pointer: '/to', detail: `must not come before ${from}` }]);
    const inspection = await this.inspections.bookable(inspectionId);
    await this.records.requireParty(principal, inspection.recordNumber);
    const days = this.days.bookable().filter((day) => (!from || day.toString() >= from) && (!to || day.toString() <= to));
    return this.open.on(days, inspection.discipline, inspectionId);
  }

  async schedule(principal: Principal, inspectionId: string, request: ScheduleInspectionRequest): Promise<AppointmentDto> {
    const inspection = await this.inspections.bookable(inspectionId);
    const { record } = await this.records.requireParty(principal, inspection.recordNumber);
    try {
      return await this.database.transaction(() => this.book(principal, inspectionId, record, request, inspection.hold));
    } catch (error) {
      if (!(error instanceof NobodyFree)) throw error;
      const alternatives = await this.open.nearest(inspection.discipline, inspectionId, request);
      throw new SlotTaken(inspection.recordNumber, inspection.typeName, request, alternatives);
    }
  }

  /** Always possible, up to the inspector's arrival, and never a fee. */
  async cancel(principal: Principal, inspectionId: string): Promise<void> {
    const { recordNumber } = await this.inspections.bookable(inspectionId);
    await this.records.requireParty(principal, recordNumber);
    await this.database.transaction(async () => {
      const inspection = await this.lock(inspectionId);
      if (inspection.status !== 'scheduled') {
        if (await this.wasCancelled(inspectionId)) return;
        throw new AppointmentNotFound();
      }
      await this.requireChangeable(principal, inspection);
      await this.lifecycle.make(inspection.release());
      await this.database.flush();
      await this.bookings.cancelAll([inspectionId], isStaff(principal) ? 'staff' : 'party');
      if (isStaff(principal)) await this.note('cancel-appointment', inspection, { cancelled: true });
    });
  }

  /** Staff give a booked visit to another inspector or put it at another time, also after the cut-off. */
  async reassign(inspectionId: string, { inspectorId, date, start }: ReassignInspectionRequest): Promise<InspectionDto> {
    await this.database.transaction(async () => {
      const inspection = await this.lock(inspectionId);
      const booking = await this.bookings.bookedOf(inspectionId);
      if (!booking) throw new AppointmentNotFound();
      const day = date ?? booking.date;
      const startMinute = start ? minuteOf(start) : booking.startMinute;
      const endMinute = startMinute + this.days.hours.slotMinutes;
      const closed = this.days.closedBecause(Temporal.PlainDate.from(day));
      if (closed) throw new ClosedDay(day, closed, []);
      if (day < this.calendar.today().toString()) throw new PastCutoff(`${day} is over.`, []);
      const outside = hoursProblem(toCivilTime(startMinute), this.days.hours);
      if (outside) throw new OutsideHours(outside, []);
      await this.locks.lock([Temporal.PlainDate.from(day)]);
      const candidates = await this.visits.candidates(booking.discipline, day, inspectionId);
      const inspector = candidates.find((candidate) => candidate.inspectorId === inspectorId);
      if (!inspector) throw await this.whyUnfit(inspectorId, booking);
      if (!isFree(inspector, startMinute, endMinute)) {
        throw new SlotTaken(booking.recordNumber, booking.typeName, { date: day, start: toCivilTime(startMinute) }, []);
      }
      await this.bookings.move(booking, { inspector, date: day, startMinute, endMinute }, 'staff');
      await this.note('reassign-inspection', inspection, { inspectorId, date: day, start: toCivilTime(startMinute) }, booking);
    });
    return this.inspections.inspection(inspectionId);
  }

  private async book(
    principal: Principal,
    inspectionId: string,
    record: RecordSummary,
    request: ScheduleInspectionRequest,
    hold: string | null,
  ): Promise<AppointmentDto> {
    const inspection = await this.lock(inspectionId);
    const booked = inspection.status === 'scheduled' ? await this.bookings.bookedOf(inspectionId) : undefined;
    if (booked) await this.requireChangeable(principal, inspection);
    const { date, start } = request;
    if (booked && booked.date === date && toCivilTime(booked.startMinute) === start) return this.keep(inspectionId, request);
    if (inspection.status !== 'ready' && inspection.status !== 'scheduled') {
      const waitsFor = await this.inspections.waitsFor(inspectionId);
      throw new InspectionNotBookable(inspection.recordNumber, inspection.typeName, inspection.status, waitsFor);
    }
    if (hold !== null) throw new InspectionOnHold(inspection.recordNumber, hold);
    await this.requireBookable(inspection, request, booked);

    const startMinute = minuteOf(start);
    const endMinute = startMinute + this.days.hours.slotMinutes;
    const place = await this.placeOf(record);
    await this.locks.lock([Temporal.PlainDate.from(date)]);
    const candidates = await this.visits.candidates(inspection.discipline, date, inspectionId);
    const inspector = chooseInspector(candidates, place, startMinute, endMinute);
    if (!inspector) throw new NobodyFree();

    if (inspection.status === 'ready') await this.lifecycle.make(inspection.book());
    await this.database.flush();
    const contact = await this.store(principal, inspection, request, { startMinute, endMinute, inspector, place });
    const booking: Booking = {
      ...place,
      inspectionId,
      recordId: record.id,
      recordNumber: record.number,
      typeName: inspection.typeName,
      discipline: inspection.discipline,
      inspectorId: inspector.inspectorId,
      inspectorName: inspector.name,
      inspectorAccountId: inspector.accountId,
      date,
      startMinute,
      endMinute,
    };
    const previous = { previousDate: booked?.date ?? null, previousStart: booked ? toCivilTime(booked.startMinute) : null };
    this.events.publish(new InspectionScheduled({ ...factsOf(booking), ...previous }));
    const summary = `${inspection.typeName} ${booked ? 'moved to' : 'scheduled for'} ${inWords(booking)}, ${inspector.name}`;
    await this.records.tell(record.id, { type: 'inspections.inspection-scheduled', summary, visibility: 'parties' });
    if (isStaff(principal)) await this.note('schedule-inspection', inspection, { date, start, inspectorId: inspector.inspectorId }, booked);
    return toAppointment(contact, booking, inspector);
  }

  private async requireChangeable(principal: Principal, { id, recordId, recordNumber }: Inspection): Promise<void> {
    if ((await this.records.visitsManagedBy(principal, [recordId])).has(recordId)) return;
    const appointment = await this.database.query
      .selectFrom('inspections.appointment')
      .select('bookedBy')
      .where('inspectionId', '=', id)
      .executeTakeFirst();
    if (appointment?.bookedBy !== principal.accountId) throw new VisitOfOthers(recordNumber);
  }

  /** The same time again: a double click, or other contact details. */
  private async keep(inspectionId: string, { contactName, contactPhone, note }: ScheduleInspectionRequest): Promise<AppointmentDto> {
    await this.database.execute(sql`
      update inspections.appointment
      set contact_name = coalesce(${contactName ?? null}, contact_name), contact_phone = coalesce(${contactPhone ?? null}, contact_phone),
        note = coalesce(${note ?? null}, note)
      where inspection_id = ${inspectionId}`);
    return (await this.inspections.inspection(inspectionId)).appointment!;
  }

  private async requireBookable(
    { discipline, id }: Inspection,
    wish: ScheduleInspectionRequest,
    booked: Booking | undefined,
  ): Promise<void> {
    const date = Temporal.PlainDate.from(wish.date);
    const nearest = () => this.open.nearest(discipline, id, wish);
    const last = this.days.lastBookable();
    if (Temporal.PlainDate.compare(date, this.calendar.today()) < 0) throw new PastCutoff(`${wish.date} is over.`, await nearest());
    // The calendar is asked only about days that can come: it would have to make the holidays of the year 9999.
    if (Temporal.PlainDate.compare(date, last) > 0) throw new TooFarAhead(wish.date, last.toString());
    const closed = this.days.closedBecause(date);
    if (closed) throw new ClosedDay(wish.date, closed, await nearest());
    const outside = hoursProblem(wish.start, this.days.hours);
    if (outside) throw new OutsideHours(outside, await nearest());
    const until = this.city.inspection.changeUntil;
    if (this.days.isPastCutoff(date)) {
      throw new PastCutoff(`Visits on ${wish.date} could be booked until ${until} of the business day before.`, await nearest());
    }
    if (booked && this.days.isPastCutoff(Temporal.PlainDate.from(booked.date))) {
      const detail = `The visit on ${booked.date} could be moved until ${until} of the business day before. You can still cancel it, and then book another day.`;
      throw new PastCutoff(detail, await nearest());
    }
  }

  private async store(
    principal: Principal,
    { id: inspectionId, recordId }: Inspection,
    { date, contactName, contactPhone, note }: ScheduleInspectionRequest,
    { startMinute, endMinute, inspector, place }: { startMinute: number; endMinute: number; inspector: CandidateInspector; place: Place },
  ): Promise<Contact> {
    const now = this.clock.now().toString();
    const { accountId } = principal;
    // What was left for an earlier visit stays, unless it is not for this account to know.
    const manages = (await this.records.visitsManagedBy(principal, [recordId])).has(recordId);
    const stays = (column: 'contact_name' | 'contact_phone' | 'note') =>
      sql`coalesce(excluded.${sql.ref(column)}, case when ${manages} or a.booked_by = excluded.booked_by then a.${sql.ref(column)} end)`;
    const row = await this.database.row(sql<Contact>`
      insert into inspections.appointment as a
        (inspection_id, inspector_id, date, start_minute, end_minute, status, contact_name, contact_phone, note, district, zip, latitude,
          longitude, booked_by, booked_at, changed_at)
      values (${inspectionId}, ${inspector.inspectorId}, ${date}::date, ${startMinute}, ${endMinute}, 'booked', ${contactName ?? null},
        ${contactPhone ?? null}, ${note ?? null}, ${place.district}, ${place.zip}, ${place.latitude}, ${place.longitude}, ${accountId}, ${now}, ${now})
      on conflict (inspection_id) do update set
        inspector_id = excluded.inspector_id, date = excluded.date, start_minute = excluded.start_minute, end_minute = excluded.end_minute,
        status = excluded.status, sequence = a.sequence + 1, contact_name = ${stays('contact_name')},
        contact_phone = ${stays('contact_phone')}, note = ${stays('note')}, district = excluded.district, zip = excluded.zip, latitude = excluded.latitude, longitude = excluded.longitude,
        booked_by = case when ${isStaff(principal)} and a.status = 'booked' then a.booked_by else excluded.booked_by end,
        booked_at = excluded.booked_at, changed_at = excluded.changed_at, stop_order = null,
        window_from_minute = null, window_to_minute = null, reminded_for = null
      returning contact_name, contact_phone, note`);
    return row!;
  }

  /** The district is that of the parcel, or else of the ZIP code. */
  private async placeOf({ address }: RecordSummary): Promise<Place> {
    const zip = address?.zip.slice(0, 5) ?? null;
    const ofParcel = address?.parcelNumber ? await this.addresses.districtOf(address.parcelNumber) : null;
    const district = ofParcel ?? this.city.inspection.districts?.find(({ zips }) => zip !== null && zips.includes(zip))?.code ?? null;
    return { zip, district, latitude: address?.latitude ?? null, longitude: address?.longitude ?? null };
  }

  private async whyUnfit(inspectorId: string, { discipline, typeName }: Booking): Promise<Error> {
    const row = await this.database.row(
      sql<{ name: string; active: boolean }>`select name, active from inspections.inspector where id = ${inspectorId}`,
    );
    if (!row) return new InspectorNotFound();
    return new InspectorUnfit(
      row.active
        ? `${row.name} does not have the discipline ${discipline} for ${typeName}.`
        : `${row.name} does not work as an inspector now.`,
    );
  }

  private async wasCancelled(inspectionId: string): Promise<boolean> {
    const row = await this.database.row(
      sql<{ status: string }>`select status from inspections.appointment where inspection_id = ${inspectionId}`,
    );
    return row?.status === 'cancelled' || row?.status === 'missed';
  }

  private async note(
    verb: string,
    { id, recordId, recordNumber }: Inspection,
    after: Record<string, unknown>,
    before?: Booking,
  ): Promise<void> {
    const was = before && { inspectorId: before.inspectorId, date: before.date, start: toCivilTime(before.startMinute) };
    await this.audit.record({
      action: `inspections.${verb}`,
      subject: recordNumber,
      recordId,
      before: was,
      after: { inspectionId: id, ...after },
    });
  }

  private async lock(inspectionId: string): Promise<Inspection> {
    const inspection = await this.em.findOne(Inspection, inspectionId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!inspection) throw new InspectionNotFound();
    return inspection;
  }
}

type Contact = Pick<AppointmentDto, 'contactName' | 'contactPhone' | 'note'>;

function toAppointment(
  contact: Contact,
  { date, startMinute, endMinute }: Booking,
  { inspectorId: id, name, phone, callFromMinute, callToMinute }: CandidateInspector,
): AppointmentDto {
  return {
    date,
    start: toCivilTime(startMinute),
    end: toCivilTime(endMinute),
    inspector: { id, name, phone, callFrom: toCivilTime(callFromMinute), callTo: toCivilTime(callToMinute) },
    arrivalWindow: null,
    ...contact,
    mayChange: true,
  };
}
