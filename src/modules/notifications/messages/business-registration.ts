import {
  BusinessApproved,
  BusinessCertified,
  BusinessClosed,
  BusinessDenied,
  BusinessLapsed,
  BusinessReturned,
  BusinessRevoked,
  BusinessSubmitted,
  BusinessTransferred,
  RenewalReminded,
  RenewalSubmitted,
  TransferOffered,
} from '../../business-registration/index.js';
import { tell, type Message } from '../message.js';
import type { MessageSources } from '../message-sources.js';
import type { MessageFacts } from '../message-templates.js';
import { portalPaths } from '../portal-paths.js';
import { owners, theRecord } from './recipients.js';

interface OfBusiness {
  facts: { recordId: string; number: string };
}

const theBusiness = ({ facts }: OfBusiness) => portalPaths.business(facts.number);

async function named(event: OfBusiness, ask: MessageSources): Promise<MessageFacts> {
  return { businessName: await ask.businessName(event) };
}

/** What is to be paid, and where. */
async function toPay(event: OfBusiness, ask: MessageSources): Promise<MessageFacts & { feesDueCents: number }> {
  return { ...(await ask.feesDue(event)), feesUrl: ask.url(portalPaths.fees(event.facts.number)) };
}

/** They name people, reasons and homes: owners alone are told, not those who typed the number. */
export const businessRegistrationMessages: Message[] = [
  tell(BusinessSubmitted, {
    kind: 'business-submitted',
    topic: 'progress',
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      again: event.facts.again,
      reviews: await ask.reviewsOpen(event),
    }),
    link: theBusiness,
  }),
  // With nothing outstanding the certificate comes at the same moment, which is told instead.
  tell(BusinessApproved, {
    kind: 'business-approved',
    topic: 'essential',
    mustArrive: true,
    when: ({ facts }) => facts.outstanding > 0,
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      inspections: await ask.inspectionsOpen(event),
      inspectionsUrl: ask.url(portalPaths.inspections(event.facts.number)),
    }),
    link: theBusiness,
  }),
  tell(BusinessCertified, {
    kind: 'business-certificate',
    topic: 'essential',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), cause: event.facts.cause, expiresOn: event.facts.expiresOn }),
    papers: ({ facts }) => [{ paper: 'issued', paperId: facts.paperId, fileName: `business-certificate-${facts.number}.pdf` }],
    link: theBusiness,
  }),
  tell(BusinessReturned, {
    kind: 'business-returned',
    topic: 'essential',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), reason: event.facts.reason }),
    link: theBusiness,
  }),
  tell(BusinessDenied, {
    kind: 'business-denied',
    topic: 'essential',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), reason: event.facts.reason }),
    link: theRecord,
  }),
  tell(BusinessRevoked, {
    kind: 'business-revoked',
    topic: 'essential',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), reason: event.facts.reason }),
    link: theRecord,
  }),
  tell(BusinessClosed, {
    kind: 'business-closed',
    topic: 'essential',
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), by: event.facts.by, reason: event.facts.reason }),
    link: theRecord,
  }),
  tell(RenewalReminded, {
    kind: 'business-renewal-due',
    topic: 'essential',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      expiresOn: event.facts.expiresOn,
      daysLeft: event.facts.daysLeft,
    }),
    link: ({ facts }) => portalPaths.businessRenewal(facts.number),
  }),
  tell(RenewalSubmitted, {
    kind: 'business-renewal-submitted',
    topic: 'essential',
    mustArrive: true,
    // Paid or free of charge, and with nothing to look at, it is renewed at the same moment, which is told instead.
    when: async (event, ask) => (await ask.feesDue(event)).feesDueCents > 0 || (await ask.reviewsOpen(event)).length > 0,
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      until: event.facts.until,
      again: event.facts.again,
      reviews: await ask.reviewsOpen(event),
    }),
    link: theBusiness,
  }),
  tell(BusinessLapsed, {
    kind: 'business-lapsed',
    topic: 'essential',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), expiresOn: event.facts.expiresOn }),
    link: ({ facts }) => portalPaths.businessRenewal(facts.number),
  }),
  // Who has no account yet gets the letter all the same.
  tell(TransferOffered, {
    kind: 'business-transfer-invitation',
    topic: 'essential',
    when: async ({ facts }, ask) => (await ask.businesses.offerOf(facts.transferId)) !== null,
    to: async ({ facts }, ask) => {
      const { accountId, email } = (await ask.businesses.offerOf(facts.transferId))!;
      return [accountId ?? { email }];
    },
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      who: await ask.nameOf(event.facts.accountId),
      email: (await ask.businesses.offerOf(event.facts.transferId))!.email,
    }),
    secret: ({ facts }) => ({ purpose: 'business-transfer', id: facts.transferId }),
    link: () => portalPaths.notifications,
  }),
  tell(BusinessTransferred, {
    kind: 'business-transferred',
    topic: 'essential',
    mustArrive: true,
    to: ({ facts }) => [facts.ownerId],
    facts: named,
    link: theBusiness,
  }),
  tell(BusinessTransferred, {
    kind: 'business-handed-over',
    topic: 'essential',
    to: ({ facts }) => [facts.formerOwnerId],
    facts: async (event, ask) => ({ ...(await named(event, ask)), who: await ask.nameOf(event.facts.ownerId) }),
    link: () => portalPaths.notifications,
  }),
];
