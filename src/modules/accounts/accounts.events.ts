import { DomainEvent } from '../../platform/events/domain-event.js';

/** Someone registered; the address on the account is to be proved with the verification's link. */
export class AccountRegistered extends DomainEvent<{ accountId: string; verificationId: string }> {
  static override readonly type = 'accounts.account-registered';
}

/** The link to prove the address is wanted once more, or for a new address. */
export class EmailVerificationRequested extends DomainEvent<{ accountId: string; verificationId: string }> {
  static override readonly type = 'accounts.email-verification-requested';
}

/** The city made an account; its owner is to choose the first password (`AccountLinks.firstPassword`). */
export class FirstPasswordRequested extends DomainEvent<{ accountId: string }> {
  static override readonly type = 'accounts.first-password-requested';
}

/** Someone who may be the account's owner asked for a link to choose a new password. */
export class PasswordResetRequested extends DomainEvent<{ accountId: string; resetId: string }> {
  static override readonly type = 'accounts.password-reset-requested';
}

export class UsernameReminderRequested extends DomainEvent<{ accountId: string }> {
  static override readonly type = 'accounts.username-reminder-requested';
}

export class PasswordChanged extends DomainEvent<{ accountId: string }> {
  static override readonly type = 'accounts.password-changed';
}

/** Staff changed the main e-mail on file; both addresses are in `AccountsService.emailChange`. */
export class AccountEmailChanged extends DomainEvent<{ accountId: string; changeId: string }> {
  static override readonly type = 'accounts.account-email-changed';
}

/** An old refresh token came back: it was copied, so everything signed in with its successors has been ended. */
export class SessionFamilyRevoked extends DomainEvent<{ accountId: string }> {
  static override readonly type = 'accounts.session-family-revoked';
}

/** Signing in needs a one-time code from now on, or does so no longer. */
export class SecondFactorChanged extends DomainEvent<{ accountId: string; active: boolean }> {
  static override readonly type = 'accounts.second-factor-changed';
}
