import { domainEvent } from '../../platform/events/domain-event.js';
import type { InspectionOutcome } from './inspection.status.js';

interface InspectionFacts {
  recordId: string;
  number: string;
  inspectionId: string;
  typeCode: string;
  typeName: string;
  outcome: InspectionOutcome;
  [fact: string]: string | number;
}

export class InspectionPassed extends domainEvent<InspectionFacts>('inspections.inspection-passed') {}

/** Its re-inspection, `reinspectionId`, is open already; `reinspectionVisit` counts the visits: 2 after the first failure. */
export class InspectionFailed extends domainEvent<InspectionFacts & { reinspectionId: string; reinspectionVisit: number }>(
  'inspections.inspection-failed',
) {}

/** The last required inspection of the record has passed. */
export class AllInspectionsPassed extends domainEvent<{ recordId: string; number: string }>('inspections.all-inspections-passed') {}

/** An appointment: `date` is `YYYY-MM-DD`, `start` and `end` are `HH:mm` in the city's time zone. */
interface AppointmentFacts {
  recordId: string;
  number: string;
  inspectionId: string;
  typeName: string;
  date: string;
  start: string;
  end: string;
  inspectorName: string;
  /** The inspector's account. */
  inspectorAccountId: string;
  [fact: string]: string | null;
}

/** Booked for the first time, or again after a cancellation; `previousDate` and `previousStart` when it was moved by a party. */
export class InspectionScheduled extends domainEvent<AppointmentFacts & { previousDate: string | null; previousStart: string | null }>(
  'inspections.inspection-scheduled',
) {}

/** Why there will be no visit: `party` cancelled it, `record-closed` (expired, revoked, finished), or `staff`. */
export class AppointmentCancelled extends domainEvent<AppointmentFacts & { cause: 'party' | 'record-closed' | 'staff' }>(
  'inspections.appointment-cancelled',
) {}

/** The business day before, at 16:00; `hold` is why nothing more can be booked on the record, if that is so. */
export class AppointmentReminderDue extends domainEvent<AppointmentFacts & { hold: string | null }>(
  'inspections.appointment-reminder-due',
) {}

/** On the morning of the visit, and again when the day shifts by more than 30 minutes (`I-03`); `updated` is `yes` or `no`. */
export class ArrivalWindowSet extends domainEvent<AppointmentFacts & { windowFrom: string; windowTo: string; updated: 'yes' | 'no' }>(
  'inspections.arrival-window-set',
) {}

/** The city had to change a booked visit: the facts are the new ones, `previous…` what was booked. */
export class AppointmentChangedByCity extends domainEvent<
  AppointmentFacts & {
    cause: 'absence' | 'unfinished' | 'staff';
    previousDate: string;
    previousStart: string;
    previousInspectorName: string;
    previousInspectorAccountId: string;
  }
>('inspections.appointment-changed-by-city') {}

/** The city could not keep a booked visit and found no other time: the inspection is ready to be booked again. */
export class AppointmentLost extends domainEvent<AppointmentFacts & { cause: 'absence' | 'unfinished' }>('inspections.appointment-lost') {}
