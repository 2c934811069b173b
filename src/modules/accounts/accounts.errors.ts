import { domainError } from '../../platform/errors/domain-error.js';
import type { OpenMatter } from './own-data/account-parts.js';

export class AccountNotFound extends domainError('accounts.not-found', 'not-found', 'No such account') {}

export class UsernameTaken extends domainError('accounts.username-taken', 'conflict', 'This username is taken') {
  constructor(username: string) {
    super(`Somebody else already uses the username ${username}. Choose another one.`, {
      errors: [{ pointer: '/username', detail: 'is taken' }],
    });
  }
}

export class EmailInUse extends domainError('accounts.email-in-use', 'conflict', 'This e-mail address belongs to another account') {}

export class EmailVerified extends domainError('accounts.email-verified', 'conflict', 'The e-mail address is proved already') {
  constructor() {
    super('The e-mail address of this account is proved already; nothing is left to do.');
  }
}

export class EmailProved extends domainError('accounts.email-proved', 'forbidden', 'The e-mail address was proved by its owner') {
  constructor() {
    super('The owner of this account has proved the address: they change it themselves, or an administrator does.');
  }
}

export class LinkInvalid extends domainError('accounts.link-invalid', 'rule-broken', 'This link cannot be used') {
  constructor() {
    super('The link has been used, has run out, or was not copied whole. Ask for a new one.', {
      errors: [{ pointer: '/token', detail: 'is not valid (any more)' }],
    });
  }
}

export class AccountNotShown extends domainError('accounts.account-not-shown', 'forbidden', 'Is this account yours?') {
  constructor() {
    super('Send the password of the account, or sign in to it first. If you did not register it, do nothing: it cannot use your address.');
  }
}

/** The owner of the mailbox always gets on: a new password by the mailed link clears the count. */
export class TooManyWrongPasswords extends domainError(
  'accounts.too-many-wrong-passwords',
  'forbidden',
  'There were too many wrong passwords',
) {
  static override readonly logLevel = 'warn';

  constructor() {
    super(
      'There were 100 wrong passwords in a row for this login. Choose a new password with a link in your mail: "I forgot my password".',
    );
  }
}

export class WrongCredentials extends domainError('accounts.wrong-credentials', 'unauthenticated', 'That did not match') {
  constructor() {
    super('Login and password do not match an account of this profile. Check them, or reset the password.');
  }
}

export class OtpRequired extends domainError('accounts.otp-required', 'unauthenticated', 'A one-time code is needed') {
  constructor() {
    super('This account has a second factor. Send the six digits of the authenticator app, or a recovery code, as `otp`.');
  }
}

export class SignInSlowedDown extends domainError('accounts.sign-in-slowed-down', 'too-many', 'Too many wrong tries', {
  retryAfterSeconds: 30,
}) {
  constructor(retryAfterSeconds: number) {
    super(`There were too many wrong tries from here. Try again in ${retryAfterSeconds} seconds, or reset the password.`, {
      extensions: { retryAfterSeconds },
    });
  }
}

export class PasswordCheckBusy extends domainError('accounts.busy', 'unavailable', 'Too many people are signing in right now', {
  retryAfterSeconds: 5,
}) {
  constructor() {
    super('Too many people are signing in right now. Try again in a few seconds.', { extensions: { retryAfterSeconds: 5 } });
  }
}

export class CrossSiteRequest extends domainError('accounts.cross-site-request', 'forbidden', 'Another site has sent this') {
  static override readonly logLevel = 'warn';

  constructor() {
    super('A session that a cookie keeps is started, continued and ended only by the pages of the city.');
  }
}

export class RefreshTokenInvalid extends domainError(
  'accounts.refresh-token-invalid',
  'unauthenticated',
  'This session cannot be continued',
) {
  constructor(why = 'The refresh token has been used, has run out, or its session was ended.') {
    super(`${why} Sign in again.`);
  }
}

/** As OAuth 2 tools read it (RFC 6749, 5.2). */
export class TokenNotGranted extends domainError('accounts.token-not-granted', 'unreadable', 'No token was granted', {
  error: 'invalid_grant',
  error_description: 'Login and password do not match an account of this profile. Check them, or reset the password.',
}) {
  constructor(error: 'invalid_request' | 'invalid_grant' | 'invalid_scope', why: string) {
    super(why, { extensions: { error, error_description: why } });
  }
}

export class SessionNotFound extends domainError('accounts.session-not-found', 'not-found', 'No such session') {
  constructor() {
    super('You have no open session with this id. GET /v1/sessions lists those you have.');
  }
}

export class WrongPassword extends domainError('accounts.wrong-password', 'rule-broken', 'The current password is not right') {
  constructor(pointer: string) {
    super('The current password is not right. Without it, sign out and reset the password.', {
      errors: [{ pointer, detail: 'is not the current password' }],
    });
  }
}

export class SecondFactorActive extends domainError('accounts.second-factor-active', 'conflict', 'There is a second factor already', {
  currentStatus: 'active',
}) {
  constructor() {
    super('The account has a second factor. Remove it before enrolling another app.', { extensions: { currentStatus: 'active' } });
  }
}

export class SecondFactorMissing extends domainError('accounts.second-factor-missing', 'conflict', 'There is no second factor', {
  currentStatus: 'none',
}) {
  constructor() {
    super('The account has no second factor, or none that is being enrolled.', { extensions: { currentStatus: 'none' } });
  }
}

export class PasswordTooShort extends domainError('accounts.password-too-short', 'conflict', 'The password needs the second factor') {
  constructor() {
    super('Your password is shorter than 15 characters and good enough only with the second factor. Choose a longer one first.');
  }
}

export class LastAdministrator extends domainError('accounts.last-administrator', 'conflict', 'The city needs an administrator') {
  constructor() {
    super('This is the only administrator who can sign in. Make somebody else one first.');
  }
}

export class NotForYourself extends domainError('accounts.not-for-yourself', 'conflict', 'Somebody else must do this') {}

export class AccountStateUnchanged extends domainError(
  'accounts.state-unchanged',
  'conflict',
  'The account is in that state already',
  { currentStatus: 'disabled' },
  ['currentStatus'],
) {}

export class NotStaff extends domainError('accounts.not-staff', 'conflict', 'This is not a staff account') {}

export class OpenMatters extends domainError('accounts.open-matters', 'conflict', 'Something is still open', {
  matters: [{ code: 'checkout-open', recordNumber: null, label: 'A payment of $59.00 is under way: finish it or cancel it.' }],
}) {
  constructor(matters: OpenMatter[]) {
    super(`The account can be closed once nothing is open any more. ${matters.map(({ label }) => label).join(' ')}`, {
      extensions: { matters },
    });
  }
}

export class StaffAccountStays extends domainError(
  'accounts.staff-account-stays',
  'forbidden',
  'Staff accounts are not closed by their owners',
) {
  constructor() {
    super('This is an account of the city. An administrator disables it when you leave.');
  }
}
