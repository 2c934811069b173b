import {
  AccountClosed,
  AccountEmailChanged,
  AccountLinks,
  AccountRegistered,
  EmailChangeRequested,
  EmailVerificationRequested,
  FirstPasswordRequested,
  PasswordChanged,
  PasswordResetRequested,
  SecondFactorChanged,
  SessionFamilyRevoked,
  UsernameReminderRequested,
  AccountsService,
} from '../../accounts/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { theAccount } from './recipients.js';
import type { Ask } from '../ask.js';

async function loginOf(accountId: string, ask: Ask): Promise<string> {
  const account = await ask.of(AccountsService).get(accountId);
  return account?.username ?? account?.email ?? '';
}

export const accountMessages: Message[] = [
  tell(AccountRegistered, {
    kind: 'verify-email',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ login: await loginOf(facts.accountId, ask) }),
    secret: ({ facts }) => ({ purpose: 'email-verification', id: facts.verificationId }),
    link: () => portalPaths.account,
  }),
  tell(EmailVerificationRequested, {
    kind: 'verify-email-again',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ login: await loginOf(facts.accountId, ask) }),
    secret: ({ facts }) => ({ purpose: 'email-verification', id: facts.verificationId }),
    link: () => portalPaths.account,
  }),
  tell(EmailChangeRequested, {
    kind: 'confirm-new-email',
    topic: 'account',
    to: theAccount,
    address: ({ facts }, ask) => ask.of(AccountLinks).newEmailOf(facts.linkId),
    facts: async ({ facts }, ask) => ({ login: await loginOf(facts.accountId, ask) }),
    secret: ({ facts }) => ({ purpose: 'email-change', id: facts.linkId }),
    link: () => portalPaths.account,
  }),
  tell(FirstPasswordRequested, {
    kind: 'first-password',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ login: await loginOf(facts.accountId, ask) }),
    secret: ({ facts }) => ({ purpose: 'first-password', id: facts.accountId }),
    link: () => portalPaths.account,
  }),
  tell(PasswordResetRequested, {
    kind: 'password-reset',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ login: await loginOf(facts.accountId, ask) }),
    secret: ({ facts }) => ({ purpose: 'password-reset', id: facts.resetId }),
    link: () => portalPaths.account,
  }),
  tell(UsernameReminderRequested, {
    kind: 'username-reminder',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ username: await loginOf(facts.accountId, ask), signInUrl: ask.url(portalPaths.signIn) }),
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
    facts: async ({ facts }, ask) => ({ ...(await ask.of(AccountsService).emailChange(facts.changeId)) }),
    link: () => portalPaths.account,
  }),
  tell(AccountEmailChanged, {
    kind: 'email-changed-old-address',
    topic: 'account',
    to: theAccount,
    address: async ({ facts }, ask) => (await ask.of(AccountsService).emailChange(facts.changeId))?.oldEmail ?? null,
    facts: async ({ facts }, ask) => ({ ...(await ask.of(AccountsService).emailChange(facts.changeId)) }),
    link: () => portalPaths.account,
  }),
  tell(AccountClosed, {
    kind: 'account-closed',
    topic: 'account',
    to: ({ facts: { email, name } }) => [{ email, name }],
    link: () => portalPaths.signIn,
  }),
  tell(SecondFactorChanged, {
    kind: 'second-factor',
    topic: 'account',
    to: theAccount,
    facts: ({ facts }, ask) => ({ active: facts.active, resetUrl: ask.url(portalPaths.forgotPassword) }),
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
