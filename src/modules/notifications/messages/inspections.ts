import {
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  AppointmentReminderDue,
  ArrivalWindowSet,
  InspectionFailed,
  type InspectionOutcome,
  InspectionPassed,
  InspectionScheduled,
  InspectionsService,
} from '../../inspections/index.js';
import { BusinessRegistrationsService } from '../../business-registration/index.js';
import { PermitsService } from '../../permits/index.js';
import { type Message, tell } from '../message.js';
import { messageWords } from '../message-helpers.js';
import type { MessageFacts } from '../message-templates.js';
import { portalPaths } from '../portal-paths.js';
import { parties, theInspections, theInspector, theRecord } from './recipients.js';
import { CityProfile } from '../../city/index.js';
import type { Ask } from '../ask.js';
import { asFound, inspectionsOpen } from './shared-facts.js';

const OUTCOMES: Record<InspectionOutcome, string> = {
  approved: 'Approved',
  partial: 'Partly approved',
  'corrections-required': 'Corrections required',
  'no-access': 'No access',
  'not-ready': 'The work was not ready',
};

/** What letters say of a visit: its facts, the same as a table, and where it can be changed. */
function theVisit({ facts }: { facts: VisitFacts }, ask: Ask): MessageFacts {
  return { ...facts, rows: visitRows(facts), inspectionsUrl: ask.url(portalPaths.inspections(facts.number)) };
}

type VisitFacts =
  AppointmentLost['facts'] | Pick<ArrivalWindowSet['facts'], 'number' | 'typeName' | 'date' | 'start' | 'end' | 'inspectorName'>;

function visitRows({ typeName, date, start, end, inspectorName }: VisitFacts): [string, string][] {
  const [from, to] = [start, end].map(messageWords.time);
  return [
    ['Inspection', typeName],
    ['Date', messageWords.weekday(date)],
    ['Time', `${from} to ${to}`],
    ['Inspector', inspectorName],
  ];
}

/** Until when appointments can be changed, on the business day before: `4:00 PM`. */
function changeUntil(ask: Ask): string {
  return messageWords.time(ask.of(CityProfile).inspection.changeUntil);
}

/** What is charged with the result; said by the kinds themselves, since the letter may be written before the charge. */
async function reinspectionCents(recordId: string, typeName: string, visit: number, ask: Ask): Promise<number> {
  const fees = await Promise.all(
    [PermitsService, BusinessRegistrationsService].map((kind) =>
      ask.of<PermitsService | BusinessRegistrationsService>(kind).reinspectionFees(recordId, typeName, visit),
    ),
  );
  return fees.flat().reduce((sum, { amountCents }) => sum + amountCents, 0);
}

export const inspectionMessages: Message[] = [
  tell(InspectionPassed, {
    kind: 'inspection-passed',
    topic: 'inspections',
    to: parties,
    facts: async (event, ask) => ({
      typeName: event.facts.typeName,
      inspections: await inspectionsOpen(event, ask),
      inspectionsUrl: ask.url(portalPaths.inspections(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.inspections(facts.number),
  }),
  tell(InspectionFailed, {
    kind: 'inspection-failed',
    topic: 'essential',
    to: parties,
    facts: async ({ facts: { recordId, inspectionId, typeName, outcome, reinspectionVisit, number } }, ask) => {
      const { comments, corrections } = await ask.of(InspectionsService).findingsOf(inspectionId);
      return {
        typeName,
        outcomeLabel: OUTCOMES[outcome],
        comments,
        ...asFound(corrections),
        feeCents: await reinspectionCents(recordId, typeName, reinspectionVisit, ask),
        visit: reinspectionVisit,
        inspectionsUrl: ask.url(portalPaths.inspections(number)),
      };
    },
    link: ({ facts }) => portalPaths.inspections(facts.number),
  }),
  tell(InspectionScheduled, {
    kind: 'inspection-scheduled',
    topic: 'inspections',
    to: parties,
    facts: (event, ask) => ({ ...theVisit(event, ask), until: changeUntil(ask) }),
    link: theInspections,
  }),
  tell(AppointmentCancelled, { kind: 'appointment-cancelled', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
  tell(AppointmentCancelled, {
    kind: 'appointment-cancelled-inspector',
    topic: 'essential',
    to: theInspector,
    facts: theVisit,
    link: theRecord,
  }),
  tell(AppointmentReminderDue, { kind: 'inspection-reminder', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
  // I-03
  tell(ArrivalWindowSet, { kind: 'arrival-window', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
  tell(AppointmentChangedByCity, {
    kind: 'appointment-changed',
    topic: 'essential',
    to: parties,
    facts: (event, ask) => ({
      ...theVisit(event, ask),
      sameTime: event.facts.date === event.facts.previousDate && event.facts.start === event.facts.previousStart,
      until: changeUntil(ask),
    }),
    link: theInspections,
  }),
  tell(AppointmentChangedByCity, {
    kind: 'appointment-assigned-inspector',
    topic: 'essential',
    when: ({ facts }) => facts.inspectorAccountId !== facts.previousInspectorAccountId,
    to: theInspector,
    facts: theVisit,
    link: theRecord,
  }),
  // Whoever had the visit must not drive there.
  tell(AppointmentChangedByCity, {
    kind: 'appointment-reassigned-inspector',
    topic: 'essential',
    when: ({ facts }) => facts.inspectorAccountId !== facts.previousInspectorAccountId,
    to: ({ facts }) => [facts.previousInspectorAccountId],
    facts: theVisit,
    link: theRecord,
  }),
  tell(AppointmentLost, { kind: 'appointment-lost', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
];
