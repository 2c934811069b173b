import {
  CertificateOfOperationIssued,
  ConveyanceBackInService,
  ConveyanceCorrectionsOrdered,
  ConveyanceCorrectionsOverdue,
  ConveyanceCycleOpened,
  ConveyanceOutOfService,
  ConveyanceOverdue,
  ConveyanceRegistered,
  ConveyanceRetired,
  ConveyanceTransferred,
} from '../../conveyance/index.js';
import { tell, type Message } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { parties } from './recipients.js';
import type { Ask } from '../ask.js';
import { feesDue, inspectionsOpen, only } from './shared-facts.js';

const theConveyance = ({ facts }: { facts: { number: string } }) => portalPaths.conveyance(facts.number);
const inspectionsUrl = ({ facts }: { facts: { number: string } }, ask: Ask) => ask.url(portalPaths.inspections(facts.number));

/** What is to be paid and inspected, and where both is done. */
const whatIsMissing = async (event: { facts: { recordId: string; number: string } }, ask: Ask) => ({
  ...(await feesDue(event, ask)),
  inspections: await inspectionsOpen(event, ask),
  feesUrl: ask.url(portalPaths.fees(event.facts.number)),
  inspectionsUrl: inspectionsUrl(event, ask),
});

export const conveyanceMessages: Message[] = [
  // Owners of a list that was loaded hear of each unit when something is to be done for it.
  tell(ConveyanceRegistered, {
    kind: 'conveyance-registered',
    mustArrive: true,
    when: ({ facts }) => !facts.listed,
    to: parties,
    link: theConveyance,
  }),
  tell(ConveyanceCycleOpened, {
    kind: 'conveyance-cycle-opened',
    mustArrive: true,
    to: parties,
    facts: async (event, ask) => ({
      dueOn: event.facts.dueOn,
      hasRunOut: event.facts.daysOverdue > 0,
      ...(await whatIsMissing(event, ask)),
    }),
    link: theConveyance,
  }),
  tell(ConveyanceCorrectionsOrdered, {
    kind: 'conveyance-corrections-ordered',
    mustArrive: true,
    to: parties,
    facts: (event, ask) => ({ inspection: event.facts.inspection, dueOn: event.facts.dueOn, inspectionsUrl: inspectionsUrl(event, ask) }),
    link: theConveyance,
  }),
  tell(ConveyanceCorrectionsOverdue, {
    kind: 'conveyance-corrections-overdue',
    to: parties,
    facts: (event, ask) => ({ inspection: event.facts.inspection, dueOn: event.facts.dueOn, inspectionsUrl: inspectionsUrl(event, ask) }),
    link: theConveyance,
  }),
  // V-01
  tell(CertificateOfOperationIssued, {
    kind: 'conveyance-certificate-issued',
    mustArrive: true,
    to: parties,
    facts: only('expiresOn', 'corrected'),
    papers: ({ facts }) => [{ paper: 'issued', paperId: facts.paperId, fileName: `certificate-of-operation-${facts.number}.pdf` }],
    link: theConveyance,
  }),
  tell(ConveyanceOverdue, {
    kind: 'conveyance-overdue',
    mustArrive: true,
    to: parties,
    facts: async (event, ask) => ({
      dueOn: event.facts.dueOn,
      isFirst: event.facts.noticeDay === 0,
      daysOverdue: event.facts.daysOverdue,
      ...(await whatIsMissing(event, ask)),
    }),
    link: theConveyance,
  }),
  tell(ConveyanceOutOfService, {
    kind: 'conveyance-out-of-service',
    to: parties,
    facts: ({ facts }) => ({ since: facts.since, reason: facts.reason, byCity: facts.by === 'city' }),
    link: theConveyance,
  }),
  tell(ConveyanceBackInService, { kind: 'conveyance-back-in-service', to: parties, facts: only('inspectionNeeded'), link: theConveyance }),
  tell(ConveyanceRetired, { kind: 'conveyance-retired', to: parties, facts: only('reason'), link: theConveyance }),
  tell(ConveyanceTransferred, {
    kind: 'conveyance-transferred',
    to: ({ facts }) => [facts.toAccountId],
    facts: whatIsMissing,
    link: theConveyance,
  }),
  tell(ConveyanceTransferred, { kind: 'conveyance-transferred-away', to: ({ facts }) => [facts.fromAccountId], link: theConveyance }),
];
