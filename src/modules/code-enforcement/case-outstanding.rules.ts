import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { ActiveInspection } from '../inspections/index.js';
import type { Outstanding, OutstandingItem } from '../records/index.js';
import type { CaseStatus, HearingFinding } from './case.status.js';

/** All that decides who has to act on a case. */
export interface CaseFacts {
  number: string;
  status: CaseStatus;
  /** What the last visit found; null before the first. */
  violationFound: boolean | null;
  complyBy: Temporal.PlainDate | null;
  today: Temporal.PlainDate;
  /** By when the officer goes on, when it is the city's turn; null: in the city's usual time. */
  workDueOn: Temporal.PlainDate | null;
  /** The re-inspection that is open. */
  reinspection: Pick<ActiveInspection, 'id' | 'appointment'> | null;
  /** It was not put right when somebody came to see, and the officer has not said how it goes on. */
  reinspectionFailed: boolean;
  /** The number of a finaled permit that answers the case. */
  finaledPermit: string | null;
  hearing: { date: Temporal.PlainDate } | null;
  finding: HearingFinding | null;
  /** Fines that are due. */
  fines: readonly OutstandingItem[];
  /** A fine followed the finding, paid or not. */
  fined: boolean;
}

/** Whose turn it is, what they have to do, and what else is due of the respondent. */
export function outstandingOf(facts: CaseFacts): Outstanding {
  return { items: itemsOf(facts), otherwise: 'Nothing to do: the case is closed' };
}

/** What was reported and nobody has looked at. */
export function toLookInto(workDueOn: Temporal.PlainDate | null): OutstandingItem {
  return city('report', 'The city looks into what was reported', workDueOn);
}

function itemsOf(facts: CaseFacts): OutstandingItem[] {
  const { violationFound, workDueOn, fines } = facts;
  switch (facts.status) {
    case 'reported':
      return [toLookInto(workDueOn)];
    case 'open':
      if (violationFound === null) return [city('visit', 'The city visits the place', workDueOn)];
      if (violationFound) return [city('notice', 'The city writes the notice of violation', workDueOn)];
      return [city('closure', 'The city closes the case: nothing was found', workDueOn)];
    case 'notice-issued':
      return afterNotice(facts);
    case 'complied':
      return fines.length > 0 ? toPay(fines) : [city('closure', 'The city closes the case: it was corrected', workDueOn)];
    case 'cited':
      return afterCitation(facts);
    case 'closed':
      return [];
  }
}

function afterNotice(facts: CaseFacts): OutstandingItem[] {
  const { complyBy, today, workDueOn, reinspection, reinspectionFailed, finaledPermit } = facts;
  if (reinspectionFailed) return [city('decision', 'The re-inspection failed: the city gives more time or cites', workDueOn)];
  if (reinspection) {
    // What the notice asks for is due all the same.
    const putRight = isAhead(complyBy, today) ? [{ ...toPutRight(facts, complyBy!), isLater: true }] : [];
    return [toBeThere(reinspection, complyBy), ...putRight];
  }
  if (finaledPermit) return [city('reinspection', `The city re-inspects: the permit ${finaledPermit} is finaled`, workDueOn)];
  if (!isAhead(complyBy, today)) return [city('reinspection', 'The compliance date has passed: the city re-inspects', workDueOn)];
  return [toPutRight(facts, complyBy!)];
}

function afterCitation({ hearing, today, finding, fines, fined, workDueOn }: CaseFacts): OutstandingItem[] {
  const isComing = hearing && isAhead(hearing.date, today);
  if (fines.length > 0) return [...toPay(fines), ...(isComing ? [{ ...toCome(hearing.date), isLater: true }] : [])];
  if (isComing) return [toCome(hearing.date)];
  if (hearing) return [city('order', 'The city records the order of the hearing', workDueOn)];
  if (finding === null) return [city('hearing', 'The city schedules the hearing', workDueOn)];
  if (finding !== 'liable') return [city('closure', 'The city closes the case after the hearing', workDueOn)];
  return fined
    ? [city('order', 'The city checks whether the order was followed', workDueOn)]
    : [city('fine', 'The city assesses the fine of the order', workDueOn)];
}

function toBeThere({ id, appointment }: NonNullable<CaseFacts['reinspection']>, complyBy: Temporal.PlainDate | null): OutstandingItem {
  const item = { kind: 'inspection', code: 'reinspection', waitingOn: 'applicant', dueOn: complyBy } as const;
  const [label, button] = appointment
    ? ['Be ready for the re-inspection', 'Move or cancel the visit']
    : ['Schedule the re-inspection', 'Schedule the re-inspection'];
  return { ...item, label, action: { operationId: 'scheduleInspection', label: button, parameters: { id } } };
}

function toPutRight({ number }: CaseFacts, complyBy: Temporal.PlainDate): OutstandingItem {
  return {
    kind: 'case',
    code: 'violation',
    label: `Correct the violations in the notice by ${formatLongDate(complyBy)}`,
    waitingOn: 'applicant',
    dueOn: complyBy,
    action: { operationId: 'respondToCase', label: 'Answer the notice', parameters: { number } },
  };
}

function toPay(fines: readonly OutstandingItem[]): OutstandingItem[] {
  return fines.map((fine) => ({ ...fine, step: { says: 'pay the fine' } }));
}

function toCome(on: Temporal.PlainDate): OutstandingItem {
  return { kind: 'case', code: 'hearing', label: `Attend the hearing on ${formatLongDate(on)}`, waitingOn: 'applicant', dueOn: on };
}

function city(code: string, label: string, dueOn: Temporal.PlainDate | null): OutstandingItem {
  return { kind: 'case', code, label, waitingOn: 'city', role: 'code-officer', dueOn };
}

function isAhead(day: Temporal.PlainDate | null, today: Temporal.PlainDate): boolean {
  return day !== null && Temporal.PlainDate.compare(day, today) >= 0;
}
