import {
  AccountEmailChanged,
  AccountRegistered,
  PasswordChanged,
  PasswordResetRequested,
  SessionFamilyRevoked,
  UsernameReminderRequested,
} from '../accounts/index.js';
import { ContractorRegistered, ContractorStandingChanged } from '../contractors/index.js';
import { AttachmentFoundInfected, RecordLinked, RecordUnlinked } from '../records/index.js';
import { tell, type Message } from './message.js';
import { portalPaths } from './portal-paths.js';

const theAccount = ({ facts }: { facts: { accountId: string } }) => [facts.accountId];

const accountMessages: Message[] = [
  tell(AccountRegistered, {
    kind: 'verify-email',
    topic: 'account',
    to: theAccount,
    secret: ({ facts }) => ({ purpose: 'email-verification', id: facts.verificationId }),
    link: () => portalPaths.account,
  }),
  tell(PasswordResetRequested, {
    kind: 'password-reset',
    topic: 'account',
    to: theAccount,
    secret: ({ facts }) => ({ purpose: 'password-reset', id: facts.resetId }),
    link: () => portalPaths.account,
  }),
  tell(UsernameReminderRequested, {
    kind: 'username-reminder',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => {
      const account = (await ask.accounts.get(facts.accountId))!;
      return { username: account.username ?? account.email, signInUrl: ask.url(portalPaths.signIn) };
    },
    link: () => portalPaths.signIn,
  }),
  tell(PasswordChanged, {
    kind: 'password-changed',
    topic: 'account',
    to: theAccount,
    facts: (_event, ask) => ({ resetUrl: ask.url(portalPaths.forgotPassword) }),
    link: () => portalPaths.account,
  }),
  tell(AccountEmailChanged, {
    kind: 'email-changed',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ ...(await ask.accounts.emailChange(facts.changeId)) }),
    link: () => portalPaths.account,
  }),
  tell(AccountEmailChanged, {
    kind: 'email-changed-old-address',
    topic: 'account',
    to: theAccount,
    address: async ({ facts }, ask) => (await ask.accounts.emailChange(facts.changeId))?.oldEmail ?? null,
    facts: async ({ facts }, ask) => ({ ...(await ask.accounts.emailChange(facts.changeId)) }),
    link: () => portalPaths.account,
  }),
  tell(SessionFamilyRevoked, {
    kind: 'sessions-ended',
    topic: 'account',
    to: theAccount,
    facts: (_event, ask) => ({ resetUrl: ask.url(portalPaths.forgotPassword) }),
    link: () => portalPaths.account,
  }),
];

const recordMessages: Message[] = [
  tell(RecordLinked, {
    kind: 'record-linked',
    topic: 'essential',
    to: async (event, ask) => (await ask.owners(event)).filter((owner) => owner !== event.facts.accountId),
    facts: async ({ facts }, ask) => ({
      who: await ask.nameOf(facts.accountId),
      linksUrl: ask.url(portalPaths.links(facts.number)),
    }),
    link: ({ facts }) => portalPaths.links(facts.number),
  }),
  tell(RecordUnlinked, {
    kind: 'record-unlinked',
    topic: 'essential',
    when: ({ actorId, facts }) => actorId !== facts.accountId,
    to: theAccount,
    link: ({ facts }) => portalPaths.record(facts.number),
  }),
  tell(AttachmentFoundInfected, {
    kind: 'attachment-infected',
    topic: 'essential',
    to: theAccount,
    facts: ({ facts }, ask) => ({ documentType: facts.documentType, attachmentsUrl: ask.url(portalPaths.attachments(facts.number)) }),
    link: ({ facts }) => portalPaths.attachments(facts.number),
  }),
];

const contractorMessages: Message[] = [
  tell(ContractorRegistered, {
    kind: 'contractor-registered',
    topic: 'essential',
    to: theAccount,
    facts: async ({ facts }, ask) => {
      const contractor = (await ask.contractors.byRecordId(facts.recordId))!;
      const account = (await ask.accounts.get(facts.accountId))!;
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
    topic: 'essential',
    // Registration has a message of its own, and other details are no news.
    when: ({ facts }) => facts.cause !== 'registered' && facts.cause !== 'details-changed',
    to: ({ facts }, ask) => ask.contractorAccounts(facts.recordId),
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.contractors.byRecordId(facts.recordId))!.businessName,
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

/** Every event that concerns a person, whom it concerns and what they are told: one row, one listener, one template. */
export const MESSAGES: readonly Message[] = [...accountMessages, ...recordMessages, ...contractorMessages];

function standingHeadline({ ok, status }: { ok: boolean; status: string }): string {
  if (ok) return 'your registration is in good standing';
  return status === 'suspended' || status === 'revoked' ? `your registration is ${status}` : 'your registration needs attention';
}
