import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { OutstandingItem } from '../records/index.js';
import type { ActiveInspection } from './inspections.queries.js';

/** How the module above asks for a visit. */
export interface VisitWords {
  toSchedule: string;
  /** What is to be done until a visit that is booked; left out: it is the inspector's to make, and nothing else is to be done. */
  toBeReady?: string;
}

/** Inspections that have not passed as things that a record waits for. */
export function inspectionItems(
  inspections: readonly ActiveInspection[],
  { toSchedule, toBeReady }: VisitWords = { toSchedule: 'schedule the inspection' },
): OutstandingItem[] {
  return inspections.map((inspection): OutstandingItem => {
    const { id, typeCode, typeName, attempt, openedAt, appointment, status } = inspection;
    const item = { kind: 'inspection', code: typeCode, since: openedAt };
    if (appointment) {
      const dueOn = Temporal.PlainDate.from(appointment.date);
      const booked = { ...item, label: `${typeName} inspection, on ${formatLongDate(dueOn)}`, dueOn };
      const step = { says: `${toBeReady ?? 'the city inspects on'} ${formatLongDate(dueOn)}`, about: typeName };
      if (!toBeReady) return { ...booked, waitingOn: 'city', role: 'inspector', step };
      const action = { operationId: 'scheduleInspection', label: 'Move or cancel the visit', parameters: { id } };
      return { ...booked, waitingOn: 'applicant', step, action };
    }
    const isAgain = attempt > 1;
    return {
      ...item,
      label: `${typeName} ${isAgain ? 're-inspection' : 'inspection'}`,
      waitingOn: 'applicant',
      step: {
        says: isAgain ? 'put right what the inspector found and schedule the re-inspection' : toSchedule,
        about: typeName,
      },
      action: { operationId: 'scheduleInspection', label: `Schedule: ${typeName}`, parameters: { id } },
      // Another one has to pass first.
      isLater: status === 'not-ready',
    };
  });
}
