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
  PaperOwners,
} from '../../conveyance/index.js';
import { tell, type Message, type Recipient } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { parties, type OfRecord } from './recipients.js';
import type { Ask } from '../ask.js';
import { feesDue, inspectionsOpen, only } from './shared-facts.js';

const theConveyance = ({ facts }: { facts: { number: string } }) => portalPaths.conveyance(facts.number);
const inspectionsUrl = ({ facts }: { facts: { number: string } }, ask: Ask) => ask.url(portalPaths.inspections(facts.number));

/** Whoever owns a unit without having an account. */
async function ownerOnPaper({ facts }: OfRecord, ask: Ask): Promise<Recipient[]> {
  const owner = await ask.of(PaperOwners).of(facts.recordId);
  return owner ? [owner] : [];
}

const partiesAndOwner = async (event: OfRecord, ask: Ask): Promise<Recipient[]> => [
  ...(await parties(event, ask)),
  ...(await ownerOnPaper(event, ask)),
];

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
    to: partiesAndOwner,
    link: theConveyance,
  }),
  tell(ConveyanceCycleOpened, {
    kind: 'conveyance-cycle-opened',
    mustArrive: true,
    to: partiesAndOwner,
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
    to: partiesAndOwner,
    facts: (event, ask) => ({ inspection: event.facts.inspection, dueOn: event.facts.dueOn, inspectionsUrl: inspectionsUrl(event, ask) }),
    link: theConveyance,
  }),
  tell(ConveyanceCorrectionsOverdue, {
    kind: 'conveyance-corrections-overdue',
    to: partiesAndOwner,
    facts: (event, ask) => ({ inspection: event.facts.inspection, dueOn: event.facts.dueOn, inspectionsUrl: inspectionsUrl(event, ask) }),
    link: theConveyance,
  }),
  // V-01
  tell(CertificateOfOperationIssued, {
    kind: 'conveyance-certificate-issued',
    mustArrive: true,
    to: partiesAndOwner,
    facts: only('expiresOn', 'corrected'),
    papers: ({ facts }) => [{ paper: 'issued', paperId: facts.paperId, fileName: `certificate-of-operation-${facts.number}.pdf` }],
    link: theConveyance,
  }),
  tell(ConveyanceOverdue, {
    kind: 'conveyance-overdue',
    mustArrive: true,
    to: partiesAndOwner,
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
    to: partiesAndOwner,
    facts: ({ facts }) => ({ since: facts.since, reason: facts.reason, byCity: facts.by === 'city' }),
    link: theConveyance,
  }),
  tell(ConveyanceBackInService, {
    kind: 'conveyance-back-in-service',
    to: partiesAndOwner,
    facts: only('inspectionNeeded'),
    link: theConveyance,
  }),
  tell(ConveyanceRetired, { kind: 'conveyance-retired', to: partiesAndOwner, facts: only('reason'), link: theConveyance }),
  tell(ConveyanceTransferred, {
    kind: 'conveyance-transferred',
    to: ({ facts }, ask) => (facts.toAccountId ? [facts.toAccountId] : ownerOnPaper({ facts }, ask)),
    facts: whatIsMissing,
    link: theConveyance,
  }),
  tell(ConveyanceTransferred, {
    kind: 'conveyance-transferred-away',
    to: ({ facts }) => (facts.fromAccountId ? [facts.fromAccountId] : []),
    link: theConveyance,
  }),
];
