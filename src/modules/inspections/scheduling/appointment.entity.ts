import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../../platform/database/types.js';
import { changeOf, type Change, type ChronologyEntry, type Deed } from '../../../platform/status/change.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { AppointmentCancelled, AppointmentChangedByCity, AppointmentLost, InspectionScheduled } from '../inspections.events.js';
import { APPOINTMENT_STATUSES, AppointmentMachine } from './appointment.status.js';
import { factsOf, formatVisit, type Contact, type Disruption, type NewTime, type Visit } from './visit.js';

const AppointmentSchema = defineEntity({
  name: 'Appointment',
  schema: 'inspections',
  tableName: 'appointment',
  properties: {
    inspectionId: p.uuid().primary(),
    inspectorId: p.uuid(),
    /** A day of the city's calendar, `YYYY-MM-DD`. */
    date: p.string().columnType('date'),
    startMinute: p.integer(),
    endMinute: p.integer(),
    status: p.enum(APPOINTMENT_STATUSES),
    /** Counts the changes for those who keep it in a calendar. */
    sequence: p.integer(),
    contactName: p.text().nullable(),
    contactPhone: p.text().nullable(),
    note: p.text().nullable(),
    district: p.text().nullable(),
    zip: p.text().nullable(),
    latitude: p.double().nullable(),
    longitude: p.double().nullable(),
    bookedBy: p.uuid().nullable(),
    bookedAt: p.type(InstantType),
    changedAt: p.type(InstantType),
    stopOrder: p.integer().nullable(),
    windowFromMinute: p.integer().nullable(),
    windowToMinute: p.integer().nullable(),
    remindedFor: p.string().columnType('date').nullable(),
  },
});

/** What was planned and told for the day it was booked for. */
const NOT_PLANNED = { stopOrder: null, windowFromMinute: null, windowToMinute: null, remindedFor: null };

/** When an inspector comes for an inspection: one row, which is booked again when the visit was missed or called off. */
export class Appointment extends AppointmentSchema.class {
  /** Takes its first time with `book`. */
  static for(inspectionId: string): Appointment {
    return Object.assign(new Appointment(), { inspectionId, status: 'booked' as const, sequence: -1 });
  }

  /**
   * A party, or the staff for one, chooses a time.
   *
   * @param before the time that was booked, when it is moved
   */
  book(
    visit: Visit,
    { by, isStaff, ...contact }: Contact & { by: string; isStaff: boolean },
    before: NewTime | null,
    now: Temporal.Instant,
  ): Change {
    const { latitude, longitude, zip, district, inspectionId, inspectorId } = visit;
    const previous = { previousDate: before?.date ?? null, previousStart: before && toCivilTime(before.startMinute) };
    this.keep(contact);
    return this.does('book', visit, {
      set: {
        ...timeOf(visit),
        latitude,
        longitude,
        zip,
        district,
        ...this.changed(now),
        bookedBy: isStaff && before ? this.bookedBy : by,
        bookedAt: now,
      },
      tells: said(
        'inspection-scheduled',
        `${visit.typeName} ${before ? 'moved to' : 'scheduled for'} ${formatVisit(visit)}, ${visit.inspectorName}`,
      ),
      event: new InspectionScheduled({ ...factsOf(visit), ...previous }),
      audit: isStaff
        ? {
            action: 'inspections.schedule-inspection',
            before: before ? brief(before) : {},
            after: { inspectionId, ...brief({ ...visit, inspectorId }) },
          }
        : undefined,
    });
  }

  /** What was left for an earlier visit may not be for the next one to know. */
  forgetContact(): void {
    Object.assign(this, { contactName: null, contactPhone: null, note: null });
  }

  /** Contact details that were given; the rest stays. */
  keep({ contactName, contactPhone, note }: Contact): void {
    this.contactName = contactName ?? this.contactName ?? null;
    this.contactPhone = contactPhone ?? this.contactPhone ?? null;
    this.note = note ?? this.note ?? null;
  }

  /** The city puts it elsewhere, whatever the cut-off says. */
  move(from: Visit, to: Visit, cause: AppointmentChangedByCity['facts']['cause'], now: Temporal.Instant): Change {
    return this.does('book', to, {
      set: { ...timeOf(to), ...this.changed(now) },
      tells: said('appointment-changed', `${to.typeName}: the city moved the appointment to ${formatVisit(to)}, ${to.inspectorName}`),
      event: new AppointmentChangedByCity({
        ...factsOf(to),
        cause,
        previousDate: from.date,
        previousStart: toCivilTime(from.startMinute),
        previousInspectorName: from.inspectorName,
        previousInspectorAccountId: from.inspectorAccountId,
      }),
      audit:
        cause === 'staff'
          ? { action: 'inspections.reassign-inspection', before: brief(from), after: { inspectionId: this.inspectionId, ...brief(to) } }
          : undefined,
    });
  }

  cancel(visit: Visit, cause: AppointmentCancelled['facts']['cause'], now: Temporal.Instant): Change {
    return this.does('cancel', visit, {
      set: this.changed(now),
      tells: said('appointment-cancelled', `${visit.typeName}: the appointment on ${formatVisit(visit)} was cancelled`),
      event: new AppointmentCancelled({ ...factsOf(visit), cause }),
      audit:
        cause === 'staff'
          ? { action: 'inspections.cancel-appointment', after: { inspectionId: this.inspectionId, cancelled: true } }
          : undefined,
    });
  }

  /** The city cannot keep it and has no other time to offer. */
  miss(visit: Visit, cause: Disruption, now: Temporal.Instant): Change {
    const summary = `${visit.typeName}: the appointment on ${formatVisit(visit)} could not be kept and has to be booked again`;
    return this.does('miss', visit, {
      set: this.changed(now),
      tells: said('appointment-lost', summary),
      event: new AppointmentLost({ ...factsOf(visit), cause }),
    });
  }

  /** The inspection has its result. A visit that was booked for a later day is not needed. */
  finish(visit: Visit, today: string): Change {
    return this.does('finish', visit, { to: this.date > today ? 'cancelled' : 'done', tells: { silentBecause: 'the result says it' } });
  }

  private changed(now: Temporal.Instant): Partial<Appointment> {
    return { ...NOT_PLANNED, sequence: this.sequence + 1, changedAt: now };
  }

  private does(verb: keyof typeof AppointmentMachine.verbs, { recordId, recordNumber }: Visit, deed: Deed<Appointment>): Change {
    return changeOf(AppointmentMachine, this as Appointment, { recordId, subject: recordNumber }, verb, deed);
  }
}
AppointmentSchema.setClass(Appointment);

function said(what: string, summary: string): ChronologyEntry {
  return { type: `inspections.${what}`, summary, visibility: 'parties' };
}

function timeOf({ inspectorId, date, startMinute, endMinute }: NewTime): NewTime {
  return { inspectorId, date, startMinute, endMinute };
}

/** As the audit log keeps a time. */
function brief({ inspectorId, date, startMinute }: NewTime) {
  return { inspectorId, date, start: toCivilTime(startMinute) };
}
