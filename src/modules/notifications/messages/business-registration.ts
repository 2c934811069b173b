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
  BusinessRegistrationsService,
} from '../../business-registration/index.js';
import { tell, type Message } from '../message.js';
import type { MessageFacts } from '../message-templates.js';
import { portalPaths } from '../portal-paths.js';
import { type OfRecord, owners, theRecord } from './recipients.js';
import type { Ask } from '../ask.js';
import { feesDue, inspectionsOpen, nameOf, reviewsOpen } from './shared-facts.js';

interface OfBusiness {
  facts: { recordId: string; number: string };
}

const theBusiness = ({ facts }: OfBusiness) => portalPaths.business(facts.number);

async function named(event: OfBusiness, ask: Ask): Promise<MessageFacts> {
  return { businessName: await businessName(event, ask) };
}

/** What is to be paid, and where. */
async function toPay(event: OfBusiness, ask: Ask): Promise<MessageFacts & { feesDueCents: number }> {
  return { ...(await feesDue(event, ask)), feesUrl: ask.url(portalPaths.fees(event.facts.number)) };
}

/** They name people, reasons and homes: owners alone are told, not those who typed the number. */
/** The name over the door of the business that a record is about. */
async function businessName({ facts }: OfRecord, ask: Ask): Promise<string> {
  return (await ask.of(BusinessRegistrationsService).nameOf(facts.recordId)) ?? 'your business';
}

export const businessRegistrationMessages: Message[] = [
  tell(BusinessSubmitted, {
    kind: 'business-submitted',
    topic: 'progress',
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      again: event.facts.again,
      reviews: await reviewsOpen(event, ask),
    }),
    link: theBusiness,
  }),
  // With nothing outstanding the certificate comes at the same moment, which is told instead.
  tell(BusinessApproved, {
    kind: 'business-approved',
    mustArrive: true,
    when: ({ facts }) => facts.outstanding > 0,
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      inspections: await inspectionsOpen(event, ask),
      inspectionsUrl: ask.url(portalPaths.inspections(event.facts.number)),
    }),
    link: theBusiness,
  }),
  tell(BusinessCertified, {
    kind: 'business-certificate',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), cause: event.facts.cause, expiresOn: event.facts.expiresOn }),
    papers: ({ facts }) => [{ paper: 'issued', paperId: facts.paperId, fileName: `business-certificate-${facts.number}.pdf` }],
    link: theBusiness,
  }),
  tell(BusinessReturned, {
    kind: 'business-returned',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), reason: event.facts.reason }),
    link: theBusiness,
  }),
  tell(BusinessDenied, {
    kind: 'business-denied',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), reason: event.facts.reason }),
    link: theRecord,
  }),
  tell(BusinessRevoked, {
    kind: 'business-revoked',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), reason: event.facts.reason }),
    link: theRecord,
  }),
  tell(BusinessClosed, {
    kind: 'business-closed',
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), by: event.facts.by, reason: event.facts.reason }),
    link: theRecord,
  }),
  tell(RenewalReminded, {
    kind: 'business-renewal-due',
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
    mustArrive: true,
    // Paid or free of charge, and with nothing to look at, it is renewed at the same moment, which is told instead.
    when: async (event, ask) => (await feesDue(event, ask)).feesDueCents > 0 || (await reviewsOpen(event, ask)).length > 0,
    to: owners,
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      ...(await toPay(event, ask)),
      until: event.facts.until,
      again: event.facts.again,
      reviews: await reviewsOpen(event, ask),
    }),
    link: theBusiness,
  }),
  tell(BusinessLapsed, {
    kind: 'business-lapsed',
    mustArrive: true,
    to: owners,
    facts: async (event, ask) => ({ ...(await named(event, ask)), expiresOn: event.facts.expiresOn }),
    link: ({ facts }) => portalPaths.businessRenewal(facts.number),
  }),
  // Who has no account yet gets the letter all the same.
  tell(TransferOffered, {
    kind: 'business-transfer-invitation',
    when: async ({ facts }, ask) => (await ask.of(BusinessRegistrationsService).offerOf(facts.transferId)) !== null,
    to: async ({ facts }, ask) => {
      const { accountId, email } = (await ask.of(BusinessRegistrationsService).offerOf(facts.transferId))!;
      return [accountId ?? { email }];
    },
    facts: async (event, ask) => ({
      ...(await named(event, ask)),
      who: await nameOf(event.facts.accountId, ask),
      email: (await ask.of(BusinessRegistrationsService).offerOf(event.facts.transferId))!.email,
    }),
    secret: ({ facts }) => ({ purpose: 'business-transfer', id: facts.transferId }),
    link: () => portalPaths.notifications,
  }),
  tell(BusinessTransferred, {
    kind: 'business-transferred',
    mustArrive: true,
    to: ({ facts }) => [facts.ownerId],
    facts: named,
    link: theBusiness,
  }),
  tell(BusinessTransferred, {
    kind: 'business-handed-over',
    to: ({ facts }) => [facts.formerOwnerId],
    facts: async (event, ask) => ({ ...(await named(event, ask)), who: await nameOf(event.facts.ownerId, ask) }),
    link: () => portalPaths.notifications,
  }),
];
