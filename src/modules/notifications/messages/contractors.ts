import {
  ContractorApplied,
  ContractorFilingDecided,
  ContractorFilingSubmitted,
  ContractorFilingWithdrawn,
  ContractorMemberInvited,
  ContractorMembersChanged,
  ContractorPapersReturned,
  ContractorPapersRunningOut,
  ContractorRegistered,
  ContractorRenewed,
  ContractorStandingChanged,
  type StandingCause,
  ContractorsService,
  ContractorClasses,
} from '../../contractors/index.js';
import { type Message, tell } from '../message.js';
import type { MessageFacts } from '../message-templates.js';
import { portalPaths } from '../portal-paths.js';
import { contractorAccounts, theAccount, theRecord } from './recipients.js';
import { AccountsService } from '../../accounts/index.js';
import { PermitsService } from '../../permits/index.js';
import { CityProfile } from '../../city/index.js';
import type { Ask } from '../ask.js';
import { feesDue } from './shared-facts.js';

/** Registration and renewal have messages of their own, and other details are no news. */
const TOLD_OTHERWISE: StandingCause[] = ['registered', 'renewal', 'details-changed'];

const theContractor = ({ facts }: { facts: { recordId: string } }, ask: Ask) => contractorAccounts(facts.recordId, ask);

/** `application` or `renewal`, and whose. */
async function theFiling({ facts }: { facts: { recordId: string; filing: string } }, ask: Ask): Promise<MessageFacts> {
  return { filing: facts.filing, businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName };
}

/** What an applicant for registration uploads. */
async function documentsOfApplication(recordId: string, ask: Ask): Promise<string[]> {
  const { classes } = (await ask.of(ContractorsService).byRecordId(recordId))!;
  return ask
    .of(ContractorClasses)
    .documentsFor(classes)
    .map(({ name }) => name);
}

/** The open permits that a contractor is named on. */
async function permitsNaming(contractorRecordId: string, ask: Ask): Promise<MessageFacts> {
  const { count, first } = await ask.of(PermitsService).openNaming(contractorRecordId);
  return {
    permitCount: count,
    permits: `${first.join(', ')}${count > first.length ? ' and others' : ''}`,
    blocksBooking: ask.of(CityProfile).contractor.lapseBlocksBooking,
  };
}

export const contractorMessages: Message[] = [
  // C-01
  tell(ContractorApplied, {
    kind: 'contractor-applied',
    to: theAccount,
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName,
      documents: await documentsOfApplication(facts.recordId, ask),
      email: (await ask.of(AccountsService).get(facts.accountId))!.email,
      firstPassword: facts.firstPassword,
      recordUrl: ask.url(portalPaths.record(facts.number)),
    }),
    secret: ({ facts }) => (facts.firstPassword ? { purpose: 'first-password', id: facts.accountId } : null),
    link: theRecord,
  }),
  tell(ContractorFilingSubmitted, {
    kind: 'contractor-filing-submitted',
    topic: 'progress',
    to: theContractor,
    facts: async (event, ask) => ({ ...(await theFiling(event, ask)), again: event.facts.again }),
    link: theRecord,
  }),
  // C-02: approved, it has the link to pay.
  tell(ContractorFilingDecided, {
    kind: 'contractor-filing-decided',
    mustArrive: true,
    to: theContractor,
    facts: async (event, ask) => ({
      ...(await theFiling(event, ask)),
      ...(await feesDue(event, ask)),
      decision: event.facts.decision,
      comments: event.facts.comments,
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
    }),
    link: ({ facts }) => (facts.decision === 'approved' ? portalPaths.fees(facts.number) : portalPaths.record(facts.number)),
  }),
  tell(ContractorFilingWithdrawn, {
    kind: 'contractor-filing-withdrawn',
    topic: 'progress',
    to: theContractor,
    facts: theFiling,
    link: theRecord,
  }),
  tell(ContractorPapersReturned, {
    kind: 'contractor-papers-returned',
    mustArrive: true,
    to: theContractor,
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName,
      reason: facts.reason,
    }),
    link: theRecord,
  }),
  tell(ContractorPapersRunningOut, {
    kind: 'contractor-papers-running-out',
    to: theContractor,
    facts: async ({ facts }, ask) => ({
      ...(await permitsNaming(facts.recordId, ask)),
      businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName,
      papers: facts.papers,
      registration: facts.registration,
      firstEndsOn: facts.firstEndsOn,
      renewalUrl: ask.url(portalPaths.renewals(facts.number)),
    }),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
  tell(ContractorMemberInvited, {
    kind: 'contractor-member-invited',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName,
      role: facts.role,
    }),
    secret: ({ facts }) => ({ purpose: 'invitation', id: facts.linkId }),
    link: () => portalPaths.account,
  }),
  tell(ContractorMembersChanged, {
    kind: 'contractor-members-changed',
    to: async (event, ask) => [event.facts.accountId, ...(await theContractor(event, ask))],
    facts: async ({ facts }, ask) => ({
      name: (await ask.of(AccountsService).get(facts.accountId))?.displayName ?? 'Somebody',
      businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName,
      change: facts.change,
      role: facts.role,
    }),
    link: ({ facts }) => portalPaths.members(facts.number),
  }),
  tell(ContractorRenewed, {
    kind: 'contractor-renewed',
    mustArrive: true,
    to: theContractor,
    facts: async (event, ask) => ({ ...(await theFiling(event, ask)), expiresOn: event.facts.expiresOn }),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
  tell(ContractorRegistered, {
    kind: 'contractor-registered',
    mustArrive: true,
    to: theAccount,
    facts: async ({ facts }, ask) => {
      const contractor = (await ask.of(ContractorsService).byRecordId(facts.recordId))!;
      const account = (await ask.of(AccountsService).get(facts.accountId))!;
      return {
        contractorNumber: contractor.number,
        businessName: contractor.businessName,
        email: account.email,
        firstPassword: facts.firstPassword,
        signInUrl: ask.url(portalPaths.signIn),
      };
    },
    secret: ({ facts }) => (facts.firstPassword ? { purpose: 'first-password', id: facts.accountId } : null),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
  tell(ContractorStandingChanged, {
    kind: 'contractor-standing',
    when: ({ facts }) => !TOLD_OTHERWISE.includes(facts.cause),
    to: theContractor,
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.of(ContractorsService).byRecordId(facts.recordId))!.businessName,
      contractorNumber: facts.number,
      headline: standingHeadline(facts),
      status: facts.status,
      reason: facts.reason,
      ok: facts.ok,
      problems: facts.problems,
      contractorUrl: ask.url(portalPaths.contractor(facts.number)),
    }),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
];

function standingHeadline({ ok, status }: { ok: boolean; status: string }): string {
  if (ok) return 'your registration is in good standing';
  return status === 'suspended' || status === 'revoked' ? `your registration is ${status}` : 'your registration needs attention';
}
