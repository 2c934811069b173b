import {
  ContractorDisavowed,
  ContractorNamed,
  CorrectionsRequired,
  PermitApproved,
  PermitBookingHeld,
  PermitBookingReleased,
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
  PermitsService,
  PermitTypes,
} from '../../permits/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { contractorAccounts, type OfRecord, owners, parties, theInspections, thePermit, theRecord } from './recipients.js';
import { ContractorsService } from '../../contractors/index.js';
import { FeesService } from '../../payments/index.js';
import { ReviewsService } from '../../reviews/index.js';
import type { Ask } from '../ask.js';
import type { MessageFacts } from '../message-templates.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { asFound, feesDue, inspectionsOpen, reviewsOpen } from './shared-facts.js';

/** What is to be paid with the application. */
async function dueNow({ facts }: OfRecord, ask: Ask): Promise<MessageFacts> {
  const dueNow = (await ask.of(FeesService).outstanding(facts.recordId)).filter(({ due }) => due === 'at-application');
  return {
    dueNow: dueNow.map(({ description, amountCents }) => ({ description, amountCents })),
    dueNowCents: dueNow.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

/** What still stands between a permit and its issue (`P-06`). */
async function outstanding({ facts }: OfRecord, ask: Ask): Promise<{ outstanding: MessageFacts[]; feesDueCents: number }> {
  const { outstanding } = await ask.of(PermitsService).requirements(facts.recordId);
  return {
    outstanding: outstanding.map(({ kind, label, amountCents }) => ({ kind: KINDS[kind], label, amountCents: amountCents ?? null })),
    feesDueCents: outstanding.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0),
  };
}

/** The name of the type that staff suggest, when it is another than the application's. */
async function suggestedType({ facts }: { facts: { recordId: string; suggestedType: string | null } }, ask: Ask): Promise<string | null> {
  const { suggestedType, recordId } = facts;
  if (!suggestedType || (await ask.of(PermitsService).facts(recordId)).typeCode === suggestedType) return null;
  return (await ask.of(PermitTypes).published(suggestedType)).name;
}

async function permitDates({ facts }: OfRecord, ask: Ask): Promise<[string, string][]> {
  const { number, issuedOn, expiresOn } = await ask.of(PermitsService).facts(facts.recordId);
  return [
    ['Permit', number],
    ...(issuedOn ? ([['Issued', formatLongDate(issuedOn)]] as [string, string][]) : []),
    ...(expiresOn ? ([['Valid through', formatLongDate(expiresOn)]] as [string, string][]) : []),
  ];
}

async function reviewsAsking({ facts }: OfRecord, ask: Ask): Promise<MessageFacts[]> {
  const { asking } = await ask.of(ReviewsService).state(facts.recordId);
  return Promise.all(asking.map(async ({ reviewId, name }) => ({ name, ...asFound(await ask.of(ReviewsService).commentsOf(reviewId)) })));
}

async function contractor(contractorNumber: string, ask: Ask): Promise<MessageFacts> {
  const [standing] = await ask.of(ContractorsService).byNumbers([contractorNumber]);
  return { contractorNumber, businessName: standing?.businessName ?? contractorNumber };
}

const KINDS = { review: 'Review', fee: 'Fee', contractor: 'Contractor', document: 'Document' } as const;

export const permitMessages: Message[] = [
  tell(PermitSubmitted, {
    kind: 'permit-submitted',
    topic: 'progress',
    to: parties,
    facts: async (event, ask) => ({
      reviews: await reviewsOpen(event, ask),
      ...(await dueNow(event, ask)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
    }),
    link: thePermit,
  }),
  tell(PermitReturned, {
    kind: 'permit-returned',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({ reason: event.facts.reason, suggestedType: await suggestedType(event, ask) }),
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
      disciplines: await reviewsAsking(event, ask),
      reviewsUrl: ask.url(portalPaths.reviews(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.reviews(facts.number),
  }),
  tell(PermitResubmitted, {
    kind: 'permit-resubmitted',
    topic: 'progress',
    to: parties,
    facts: async (event, ask) => ({ reviews: await reviewsOpen(event, ask) }),
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
      ...(await outstanding(event, ask)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
      requirementsUrl: ask.url(portalPaths.requirements(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.requirements(facts.number),
  }),
  tell(RequirementsChanged, {
    kind: 'requirements-changed',
    topic: 'essential',
    // When the last one has been met meanwhile, the issued permit is the better news.
    when: async (event, ask) => (await outstanding(event, ask)).outstanding.length > 0,
    to: parties,
    facts: async (event, ask) => ({
      ...(await outstanding(event, ask)),
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
      rows: await permitDates(event, ask),
      inspections: await inspectionsOpen(event, ask),
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
    facts: async (event, ask) => ({ expiresOn: event.facts.expiresOn, inspections: await inspectionsOpen(event, ask) }),
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
      ...(await feesDue(event, ask)),
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
  tell(PermitBookingHeld, {
    kind: 'permit-booking-held',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: thePermit,
  }),
  tell(PermitBookingReleased, {
    kind: 'permit-booking-released',
    topic: 'essential',
    to: parties,
    facts: ({ facts }, ask) => ({ inspectionsUrl: ask.url(portalPaths.inspections(facts.number)) }),
    link: theInspections,
  }),
  tell(ContractorNamed, {
    kind: 'contractor-named',
    topic: 'essential',
    to: ({ facts }, ask) => contractorAccounts(facts.contractorRecordId, ask),
    facts: ({ facts }, ask) => contractor(facts.contractorNumber, ask),
    link: thePermit,
  }),
  tell(ContractorDisavowed, {
    kind: 'contractor-disavowed',
    topic: 'essential',
    to: owners,
    facts: ({ facts }, ask) => contractor(facts.contractorNumber, ask),
    link: thePermit,
  }),
];
