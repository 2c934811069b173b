import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { escapeHtml } from '../../../platform/http/html.js';
import { form, hidden, page, paragraph, refusal } from '../../../platform/http/html-page.js';
import { STATUS_OF } from '../../../platform/http/problem.js';
import { CityProfile } from '../../city/index.js';
import { MOST_PASSWORD_CHARACTERS } from '../accounts.dto.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { RegistrationService } from '../registration.service.js';

export interface Rendered {
  status: number;
  html: string;
}

const PROFILE_OPTIONS = [
  ['public', 'Resident – my username'],
  ['contractor', 'Contractor, developer or design professional – my e-mail address'],
  ['staff', 'City staff – my e-mail address'],
] as const;

/** The pages behind the links in messages; they do what the API does, with the same services. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly registration: RegistrationService,
    private readonly passwords: PasswordsService,
    private readonly city: CityProfile,
  ) {}

  /** Only the button proves the address: programs that look at links in messages before people do would otherwise do it. */
  emailVerification(token: string, reason?: string): string {
    return this.page(
      'Confirm your e-mail address',
      refusal(reason) +
        paragraph('Press the button to confirm that this address is yours. If you did not register with us, just close this page.') +
        form('/account/verify-email', hidden('token', token), 'Confirm my address'),
    );
  }

  async verifyEmail(token: string): Promise<Rendered> {
    return this.orRefusal(
      async () => {
        const account = await this.registration.verifyEmail(token);
        const name = account.username ?? account.email;
        return this.page('Your e-mail address is confirmed', paragraph(`Thank you. You can sign in as ${name}; you may close this page.`));
      },
      (reason) => this.page('This did not work', refusal(reason)),
    );
  }

  async passwordReset(token: string): Promise<Rendered> {
    if (await this.passwords.canReset(token)) return { status: 200, html: this.resetForm(token) };
    return {
      status: 422,
      html: this.forgottenPassword('The link has been used, has run out, or was not copied whole. Ask for a new one here.'),
    };
  }

  async resetPassword(token: string, newPassword: string, repeated: string): Promise<Rendered> {
    if (newPassword !== repeated) return { status: 422, html: this.resetForm(token, 'The two passwords are not the same.') };
    if (newPassword.length > MOST_PASSWORD_CHARACTERS) {
      return { status: 422, html: this.resetForm(token, `The password must have ${MOST_PASSWORD_CHARACTERS} characters at most.`) };
    }
    return this.orRefusal(
      async () => {
        await this.passwords.reset(token, newPassword);
        return this.page(
          'Your password is set',
          paragraph('You can sign in with it now. Wherever you were signed in before, you are not any more.'),
        );
      },
      (reason, error) =>
        this.resetForm(token, error.errors.some(({ pointer }) => pointer === '/newPassword') ? `The password ${reason}.` : reason),
    );
  }

  forgottenPassword(reason?: string): string {
    const options = PROFILE_OPTIONS.map(([value, label]) => `<option value="${value}">${escapeHtml(label)}</option>`).join('');
    return this.page(
      'Choose a new password',
      refusal(reason) +
        paragraph('Tell us how you sign in, and we send a link to the e-mail address on file. It is good for 30 minutes.') +
        form(
          '/account/forgot-password',
          `<label for="profile">I sign in as</label><select id="profile" name="profile">${options}</select>` +
            `<label for="login">My username or e-mail address</label><input id="login" name="login" required maxlength="254" autocomplete="username">`,
          'Send me a link',
        ),
    );
  }

  async requestReset(profile: string, login: string): Promise<Rendered> {
    const entered = login.trim().slice(0, 254);
    if (profile === 'public' && entered !== '') {
      await this.passwords.requestReset({ profile, username: entered });
    } else if ((profile === 'contractor' || profile === 'staff') && isEmail(entered)) {
      await this.passwords.requestReset({ profile, email: entered });
    } else {
      return { status: 422, html: this.forgottenPassword('Residents give their username, everybody else an e-mail address.') };
    }
    return {
      status: 200,
      html: this.page(
        'Look into your mailbox',
        paragraph(
          'If there is such an account, a link is on its way to its e-mail address. If nothing arrives, look among the spam, then call us.',
        ),
      ),
    };
  }

  private resetForm(token: string, reason?: string): string {
    return this.page(
      'Choose a password',
      refusal(reason) +
        paragraph('Use 15 characters or more. A few words in a row are easy to remember and hard to guess.') +
        form(
          '/account/reset-password',
          hidden('token', token) +
            `<label for="newPassword">New password</label><input id="newPassword" name="newPassword" type="password" required autocomplete="new-password">` +
            `<label for="repeated">The same again</label><input id="repeated" name="repeated" type="password" required autocomplete="new-password">`,
          'Set the password',
        ),
    );
  }

  private page(title: string, content: string): string {
    return page(this.city.name, title, content);
  }

  private async orRefusal(work: () => Promise<string>, refuse: (reason: string, error: DomainError) => string): Promise<Rendered> {
    try {
      return { status: 200, html: await work() };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const reason = error.rule.code === 'platform.invalid-input' ? error.errors[0].detail : error.message;
      return { status: STATUS_OF[error.rule.kind], html: refuse(reason, error) };
    }
  }
}
