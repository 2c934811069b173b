import { formatLongDate } from '../../platform/time/format-long-date.js';
import { feeItems, type OutstandingFee } from '../payments/index.js';
import type { Outstanding, OutstandingItem } from '../records/index.js';
import type { ConveyanceStatus, InspectionKind } from './conveyance.status.js';

/** One inspection of the open cycle, as its owner reads of it. */
export interface CycleVisit {
  kind: InspectionKind;
  name: string;
  state: 'to-book' | 'booked' | 'failed' | 'passed';
  /** The newest visit, which a re-inspection stands in for. */
  currentId: string;
  /** The day of the booked visit. */
  on: string | null;
  /** By when what was found must be put right. */
  correctionsDueOn: Temporal.PlainDate | null;
}

/** What a unit waits for until it is certified. */
export interface OpenCycleFacts {
  dueOn: Temporal.PlainDate | null;
  openedAt: Temporal.Instant;
  fees: readonly OutstandingFee[];
  inspections: readonly CycleVisit[];
}

/** All that decides what a unit waits for. */
export interface ConveyanceFacts {
  number: string;
  status: ConveyanceStatus;
  certificateExpiresOn: Temporal.PlainDate | null;
  outOfServiceSince: Temporal.PlainDate | null;
  cycle: OpenCycleFacts | null;
}

export function outstandingOf(facts: ConveyanceFacts): Outstanding {
  const { number, status, certificateExpiresOn, outOfServiceSince, cycle } = facts;
  if (status === 'retired') return { items: [], otherwise: 'The unit is retired' };
  if (status === 'out-of-service') {
    const since = formatLongDate(outOfServiceSince!);
    return { items: [toReturn(number)], otherwise: `Out of service since ${since}; tell the city before it runs again` };
  }
  if (cycle) return { items: toCertify(number, cycle), otherwise: 'Everything is paid and inspected' };
  return { items: [], otherwise: `Nothing to do. The certificate is in force through ${formatLongDate(certificateExpiresOn!)}` };
}

/** What the owner can do comes first; with everything paid and booked it is the inspector's turn. */
function toCertify(number: string, { dueOn, openedAt, fees, inspections }: OpenCycleFacts): OutstandingItem[] {
  const visits = inspections.flatMap(({ state, on }) => (state === 'booked' && on ? [on] : [])).sort();
  return [
    ...feeItems(fees, number).map((fee) => ({ ...fee, label: fee.action!.label, since: openedAt, dueOn })),
    ...inspections.filter(({ state }) => state === 'failed').map((visit) => toPutRight(visit, dueOn, openedAt)),
    ...inspections
      .filter(({ state }) => state === 'to-book')
      .map((visit) => toBook(visit, 'schedule', `Schedule: ${visit.name}`, openedAt, dueOn)),
    ...inspections.filter(({ state }) => state === 'booked').map((visit) => toInspect(visit, openedAt, visits[0]!)),
  ];
}

function toPutRight(visit: CycleVisit, dueOn: Temporal.PlainDate | null, since: Temporal.Instant): OutstandingItem {
  const { name, correctionsDueOn } = visit;
  if (!correctionsDueOn) return toBook(visit, 'schedule again', `Schedule again: ${name}`, since, dueOn);
  const byThen = `what the inspector found by ${formatLongDate(correctionsDueOn)} and schedule the re-inspection`;
  return toBook(visit, `correct ${byThen}`, `Correct ${byThen}: ${name}`, since, correctionsDueOn);
}

function toBook(
  { kind, name, currentId }: CycleVisit,
  says: string,
  label: string,
  since: Temporal.Instant,
  dueOn: Temporal.PlainDate | null,
): OutstandingItem {
  const action = { operationId: 'scheduleInspection', label: `Schedule: ${name}`, parameters: { id: currentId } };
  return { kind: 'inspection', code: kind, label, waitingOn: 'applicant', since, dueOn, step: { says, about: name }, action };
}

/** The inspector comes for the first of them next. */
function toInspect({ kind, name, on }: CycleVisit, since: Temporal.Instant, first: string): OutstandingItem {
  const says = `The city inspects the unit on ${formatLongDate(on!)}`;
  return {
    kind: 'inspection',
    code: kind,
    label: `${says}: ${name}`,
    waitingOn: 'city',
    role: 'inspector',
    since,
    dueOn: Temporal.PlainDate.from(on!),
    step: { says },
    isLater: on !== first,
  };
}

function toReturn(number: string): OutstandingItem {
  const label = 'Tell the city before it runs again';
  const action = { operationId: 'reportConveyanceBack', label: 'Report that it is back in service', parameters: { number } };
  return { kind: 'unit', code: 'out-of-service', label, waitingOn: 'applicant', action, isLater: true };
}
