import { domainError } from '../../../platform/errors/domain-error.js';
import { INSPECTION_STATUS_LABELS, type InspectionStatus } from '../inspection.status.js';

/** A free time, as problem documents name it. */
export interface FreeTime {
  date: string;
  start: string;
  end: string;
}

const EXAMPLE_TIMES = { alternatives: [{ date: '2026-03-05', start: '09:30', end: '10:00' }] };

export class SlotTaken extends domainError('inspections.slot-taken', 'conflict', 'The time is taken', EXAMPLE_TIMES) {
  constructor(recordNumber: string, typeName: string, { date, start }: { date: string; start: string }, alternatives: FreeTime[]) {
    const instead = alternatives.length > 0 ? 'The nearest free times are listed.' : 'There is no other free time within the weeks ahead.';
    super(`No inspector for ${typeName} of ${recordNumber} is free on ${date} at ${start}. ${instead}`, { extensions: { alternatives } });
  }
}

export class ClosedDay extends domainError('inspections.closed-day', 'rule-broken', 'There are no inspections on that day', EXAMPLE_TIMES) {
  constructor(date: string, why: string, alternatives: FreeTime[]) {
    super(`There are no inspections on ${date}: ${why}.`, {
      errors: [{ pointer: '/date', detail: 'must be a day on which inspections are made' }],
      extensions: { alternatives },
    });
  }
}

export class OutsideHours extends domainError(
  'inspections.outside-hours',
  'rule-broken',
  'Inspections do not start at that time',
  EXAMPLE_TIMES,
) {
  constructor(detail: string, alternatives: FreeTime[]) {
    super(detail, {
      errors: [{ pointer: '/start', detail: 'must be one of the times that getAvailability lists' }],
      extensions: { alternatives },
    });
  }
}

export class PastCutoff extends domainError('inspections.past-cutoff', 'rule-broken', 'It is too late for that day', EXAMPLE_TIMES) {
  constructor(detail: string, alternatives: FreeTime[]) {
    super(detail, { errors: [{ pointer: '/date', detail: 'must be a day that can still be booked' }], extensions: { alternatives } });
  }
}

export class TooFarAhead extends domainError('inspections.too-far-ahead', 'rule-broken', 'That day cannot be booked yet', {
  lastDate: '2026-04-13',
}) {
  constructor(date: string, lastDate: string) {
    super(`Inspections can be booked up to ${lastDate}; ${date} is later.`, {
      errors: [{ pointer: '/date', detail: `must not be later than ${lastDate}` }],
      extensions: { lastDate },
    });
  }
}

/** Only what is ready can be booked. */
export class InspectionNotBookable extends domainError(
  'inspections.not-ready',
  'conflict',
  'The inspection cannot be booked in its status',
  { currentStatus: 'not-ready', waitsFor: ['Rough mechanical'] },
) {
  constructor(recordNumber: string, typeName: string, status: InspectionStatus, waitsFor: string[]) {
    const why = waitsFor.length > 0 ? `must pass first: ${waitsFor.join(', ')}` : INSPECTION_STATUS_LABELS[status].toLowerCase();
    super(`${typeName} of ${recordNumber} cannot be booked now: ${why}.`, { extensions: { currentStatus: status, waitsFor } });
  }
}

/** A visit is changed by who booked it, by the owner, and by those whom the owner lets. */
export class VisitOfOthers extends domainError('inspections.visit-of-others', 'forbidden', 'Somebody else booked the visit') {
  constructor(recordNumber: string) {
    super(`Somebody else booked this visit of ${recordNumber}. Whoever booked it or an owner of the record can move or cancel it.`);
  }
}

/** Whoever may book has to wait for others first, such as a contractor whose insurance has run out. */
export class InspectionOnHold extends domainError('inspections.on-hold', 'conflict', 'No inspection of the record can be booked for now', {
  reason: 'Roofing contractor: Demo Roofing (CON-2026-00003) is not in good standing',
}) {
  constructor(recordNumber: string, reason: string) {
    super(`No inspection of ${recordNumber} can be booked for now. ${reason}.`, { extensions: { reason } });
  }
}

export class AppointmentNotFound extends domainError(
  'inspections.appointment-not-found',
  'not-found',
  'The inspection has no appointment',
) {
  constructor() {
    super('Nothing is booked for this inspection.');
  }
}

export class InspectorUnfit extends domainError('inspections.inspector-unfit', 'rule-broken', 'The inspector cannot do this inspection') {
  constructor(why: string) {
    super(why, { errors: [{ pointer: '/inspectorId', detail: 'must be an inspector who works and has the discipline' }] });
  }
}
