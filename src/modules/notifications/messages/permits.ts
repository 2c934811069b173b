import {
  ContractorDisavowed,
  ContractorNamed,
  CorrectionsRequired,
  PermitApproved,
  PermitDenied,
  PermitExpired,
  PermitExpiringSoon,
  PermitExtended,
  PermitFinaled,
  PermitIssued,
  PermitPickedUp,
  PermitReadyForPickup,
  PermitReclassified,
  PermitResubmitted,
  PermitReturned,
  PermitRevoked,
  PermitSubmitted,
  PermitWithdrawn,
  RequirementsChanged,
} from '../../permits/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { parties, owners, thePermit, theRecord } from './recipients.js';

export const permitMessages: Message[] = [
  tell(PermitSubmitted, {
    kind: 'permit-submitted',
    topic: 'progress',
    to: parties,
    facts: async (event, ask) => ({
      reviews: await ask.reviewsOpen(event),
      ...(await ask.dueNow(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
    }),
    link: thePermit,
  }),
  tell(PermitReturned, {
    kind: 'permit-returned',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({ reason: event.facts.reason, suggestedType: await ask.suggestedType(event) }),
    link: thePermit,
  }),
  tell(PermitReclassified, {
    kind: 'permit-reclassified',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: thePermit,
  }),
  tell(CorrectionsRequired, {
    kind: 'corrections-required',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({
      disciplines: await ask.reviewsAsking(event),
      reviewsUrl: ask.url(portalPaths.reviews(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.reviews(facts.number),
  }),
  tell(PermitResubmitted, {
    kind: 'permit-resubmitted',
    topic: 'progress',
    to: parties,
    facts: async (event, ask) => ({ reviews: await ask.reviewsOpen(event) }),
    link: thePermit,
  }),
  // P-06. With nothing outstanding the permit is issued at the same moment, which is told instead.
  tell(PermitApproved, {
    kind: 'permit-approved',
    topic: 'essential',
    mustArrive: true,
    when: ({ facts }) => facts.outstanding > 0,
    to: parties,
    facts: async (event, ask) => ({
      ...(await ask.outstanding(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
      requirementsUrl: ask.url(portalPaths.requirements(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.requirements(facts.number),
  }),
  tell(RequirementsChanged, {
    kind: 'requirements-changed',
    topic: 'essential',
    // When the last one has been met meanwhile, the issued permit is the better news.
    when: async (event, ask) => (await ask.outstanding(event)).outstanding.length > 0,
    to: parties,
    facts: async (event, ask) => ({
      ...(await ask.outstanding(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
      requirementsUrl: ask.url(portalPaths.requirements(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.requirements(facts.number),
  }),
  // P-07
  tell(PermitIssued, {
    kind: 'permit-issued',
    topic: 'essential',
    mustArrive: true,
    to: parties,
    facts: async (event, ask) => ({
      rows: await ask.permitDates(event),
      inspections: await ask.inspectionsOpen(event),
      inspectionsUrl: ask.url(portalPaths.inspections(event.facts.number)),
    }),
    papers: ({ facts }) => [{ paper: 'permit', recordId: facts.recordId, number: facts.number }],
    link: thePermit,
  }),
  // P-08
  tell(PermitReadyForPickup, { kind: 'permit-ready-for-pickup', topic: 'essential', mustArrive: true, to: parties, link: thePermit }),
  tell(PermitPickedUp, { kind: 'permit-picked-up', topic: 'progress', to: parties, link: thePermit }),
  tell(PermitWithdrawn, { kind: 'permit-withdrawn', topic: 'essential', to: parties, link: theRecord }),
  tell(PermitDenied, {
    kind: 'permit-denied',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: theRecord,
  }),
  tell(PermitRevoked, {
    kind: 'permit-revoked',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: theRecord,
  }),
  tell(PermitExpiringSoon, {
    kind: 'permit-expiring-soon',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({ expiresOn: event.facts.expiresOn, inspections: await ask.inspectionsOpen(event) }),
    link: thePermit,
  }),
  tell(PermitExpired, {
    kind: 'permit-expired',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ expiresOn: facts.expiresOn }),
    link: theRecord,
  }),
  tell(PermitExtended, {
    kind: 'permit-extended',
    topic: 'essential',
    mustArrive: true,
    to: parties,
    facts: async (event, ask) => ({
      expiresOn: event.facts.expiresOn,
      ...(await ask.feesDue(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
    }),
    papers: ({ facts }) => [{ paper: 'permit', recordId: facts.recordId, number: facts.number }],
    link: thePermit,
  }),
  tell(PermitFinaled, {
    kind: 'permit-finaled',
    topic: 'essential',
    mustArrive: true,
    to: parties,
    facts: ({ facts }) => ({ certificate: facts.certificate }),
    papers: ({ facts }) =>
      facts.certificate ? [{ paper: 'certificate-of-completion', recordId: facts.recordId, number: facts.number }] : [],
    link: theRecord,
  }),
  tell(ContractorNamed, {
    kind: 'contractor-named',
    topic: 'essential',
    to: ({ facts }, ask) => ask.contractorAccounts(facts.contractorRecordId),
    facts: ({ facts }, ask) => ask.contractor(facts.contractorNumber),
    link: thePermit,
  }),
  tell(ContractorDisavowed, {
    kind: 'contractor-disavowed',
    topic: 'essential',
    to: owners,
    facts: ({ facts }, ask) => ask.contractor(facts.contractorNumber),
    link: thePermit,
  }),
];
