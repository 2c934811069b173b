import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { isStaff, type Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses, BusinessCalendar, CityProfile } from '../../city/index.js';
import { Lifecycle, RecordsService, type RecordSummary } from '../../records/index.js';
import { minuteOf, toCivilTime } from '../civil-minutes.rules.js';
import { Inspection } from '../inspection.entity.js';
import type { AppointmentDto, InspectionDto } from '../inspections.dto.js';
import { InspectionNotFound } from '../inspections.errors.js';
import { InspectionQueries } from '../inspections.queries.js';
import { InspectorNotFound } from '../inspectors/inspectors.errors.js';
import { Appointment } from './appointment.entity.js';
import { Bookings } from './bookings.js';
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
import type { Contact, Visit } from './visit.js';
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
        const last = await this.bookings.of(inspectionId);
        if (last?.status === 'cancelled' || last?.status === 'missed') return;
        throw new AppointmentNotFound();
      }
      const visit = (await this.bookings.of(inspectionId))!;
      if (!(await this.mayChange(principal, visit, inspection.recordId))) throw new VisitOfOthers(recordNumber);
      await this.lifecycle.make(inspection.release());
      await this.bookings.cancelAll([inspectionId], isStaff(principal) ? 'staff' : 'party');
    });
  }

  /** Staff give a booked visit to another inspector or put it at another time, also after the cut-off. */
  async reassign(inspectionId: string, { inspectorId, date, start }: ReassignInspectionRequest): Promise<InspectionDto> {
    await this.database.transaction(async () => {
      await this.lock(inspectionId);
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
    const row = await this.bookings.of(inspectionId);
    const booked = inspection.status === 'scheduled' && row?.status === 'booked' ? row : null;
    const mayChange = row === null || (await this.mayChange(principal, row, record.id));
    if (booked && !mayChange) throw new VisitOfOthers(record.number);
    const { date, start } = request;
    if (booked && booked.date === date && toCivilTime(booked.startMinute) === start) {
      // The same time again: a double click, or other contact details.
      booked.keep(request);
      await this.database.flush();
      return (await this.inspections.inspection(inspectionId)).appointment!;
    }
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

    const { typeName, discipline } = inspection;
    const { inspectorId, name: inspectorName, accountId: inspectorAccountId } = inspector;
    const who = { recordId: record.id, recordNumber: record.number, typeName, discipline, inspectorId, inspectorName, inspectorAccountId };
    const visit: Visit = { ...place, ...who, inspectionId, date, startMinute, endMinute };
    const contact = { ...contactOf(request), by: principal.accountId, isStaff: isStaff(principal) };
    const appointment = row ?? Appointment.for(inspectionId);
    if (!row) this.em.persist(appointment);
    if (!mayChange) appointment.forgetContact();
    const booking = appointment.book(visit, contact, booked && { ...booked }, this.clock.now());
    await this.lifecycle.make(...(inspection.status === 'ready' ? [inspection.book()] : []), booking);
    await this.database.flush();
    return toAppointment(appointment, inspector);
  }

  private async mayChange(principal: Principal, { bookedBy }: Appointment, recordId: string): Promise<boolean> {
    return bookedBy === principal.accountId || (await this.records.visitsManagedBy(principal, [recordId])).has(recordId);
  }

  private async requireBookable(
    { discipline, id }: Inspection,
    wish: ScheduleInspectionRequest,
    booked: Appointment | null,
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

  /** The district is that of the parcel, or else of the ZIP code. */
  private async placeOf({ address }: RecordSummary): Promise<Place> {
    const zip = address?.zip.slice(0, 5) ?? null;
    const ofParcel = address?.parcelNumber ? await this.addresses.districtOf(address.parcelNumber) : null;
    const district = ofParcel ?? this.city.inspection.districts?.find(({ zips }) => zip !== null && zips.includes(zip))?.code ?? null;
    return { zip, district, latitude: address?.latitude ?? null, longitude: address?.longitude ?? null };
  }

  private async whyUnfit(inspectorId: string, { discipline, typeName }: Visit): Promise<Error> {
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

  private async lock(inspectionId: string): Promise<Inspection> {
    const inspection = await this.em.findOne(Inspection, inspectionId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!inspection) throw new InspectionNotFound();
    return inspection;
  }
}

function contactOf({ contactName, contactPhone, note }: ScheduleInspectionRequest): Contact {
  return { contactName, contactPhone, note };
}

function toAppointment(
  { date, startMinute, endMinute, contactName = null, contactPhone = null, note = null }: Appointment,
  { inspectorId: id, name, phone, callFromMinute, callToMinute }: CandidateInspector,
): AppointmentDto {
  return {
    date,
    start: toCivilTime(startMinute),
    end: toCivilTime(endMinute),
    inspector: { id, name, phone, callFrom: toCivilTime(callFromMinute), callTo: toCivilTime(callToMinute) },
    arrivalWindow: null,
    contactName,
    contactPhone,
    note,
    mayChange: true,
  };
}
