import { domainEvent } from '../../platform/events/domain-event.js';

/** Someone registered; the address on the account is to be proved with the verification's link. */
export class AccountRegistered extends domainEvent<{ accountId: string; verificationId: string }>('accounts.account-registered') {}

/** The link to prove the address is wanted once more, or for a new address. */
export class EmailVerificationRequested extends domainEvent<{ accountId: string; verificationId: string }>(
  'accounts.email-verification-requested',
) {}

/** The city made an account; its owner is to choose the first password (`AccountLinks.firstPassword`). */
export class FirstPasswordRequested extends domainEvent<{ accountId: string }>('accounts.first-password-requested') {}

/** Someone who may be the account's owner asked for a link to choose a new password. */
export class PasswordResetRequested extends domainEvent<{ accountId: string; resetId: string }>('accounts.password-reset-requested') {}

export class UsernameReminderRequested extends domainEvent<{ accountId: string }>('accounts.username-reminder-requested') {}

export class PasswordChanged extends domainEvent<{ accountId: string }>('accounts.password-changed') {}

/** The owner wants another address, which is to be proved with the link (`AccountLinks.emailChange`). */
export class EmailChangeRequested extends domainEvent<{ accountId: string; linkId: string }>('accounts.email-change-requested') {}

/** The main e-mail on file has changed, by its owner or by staff; both addresses are in `AccountsService.emailChange`. */
export class AccountEmailChanged extends domainEvent<{ accountId: string; changeId: string }>('accounts.account-email-changed') {}

/** The owner closed the account; the last letter goes to the address that it had. */
export class AccountClosed extends domainEvent<{ accountId: string; email: string; name: string }>('accounts.account-closed') {}

/** An old refresh token came back: it was copied, so everything signed in with its successors has been ended. */
export class SessionFamilyRevoked extends domainEvent<{ accountId: string }>('accounts.session-family-revoked') {}

/** Signing in needs a one-time code from now on, or does so no longer. */
export class SecondFactorChanged extends domainEvent<{ accountId: string; active: boolean }>('accounts.second-factor-changed') {}
