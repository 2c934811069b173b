import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { AccountQueries } from './accounts.queries.js';
import { Links, type Link } from './links.js';

/** The secret links of messages, for those who write the messages; nobody else may have them. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly database: Database,
    private readonly links: Links,
    private readonly accounts: AccountQueries,
    private readonly settings: Settings,
  ) {}

  /** Null when it has been used or has run out. */
  async passwordReset(resetId: string): Promise<string | null> {
    return this.url('/account/reset-password', await this.links.byId(resetId, 'password-reset'));
  }

  /** Null when it has been used or has run out. */
  async emailVerification(verificationId: string): Promise<string | null> {
    return this.url('/account/verify-email', await this.links.byId(verificationId, 'email-verification'));
  }

  /** To prove an address that the account is to have; null when it has been used or has run out. */
  async emailChange(linkId: string): Promise<string | null> {
    return this.url('/account/verify-email', await this.links.byId(linkId, 'email-change'));
  }

  /** The address that such a link goes to. */
  async newEmailOf(linkId: string): Promise<string | null> {
    return (await this.links.byId(linkId, 'email-change'))?.email ?? null;
  }

  /**
   * Where the owner of an account that was made by staff chooses the first password; good for seven days and made anew when the
   * last one ran out. An account that has a password gets the page where a new one can be asked for.
   */
  async firstPassword(accountId: string): Promise<string> {
    return this.database.transaction(async () => {
      const account = await this.accounts.byId(accountId);
      if (!account || account.hasPassword) return `${this.settings.frontEndUrl}/account/forgot-password`;
      const link =
        (await this.links.openOf(accountId, 'first-password')) ??
        (await this.links.byId(await this.links.make('first-password', accountId, account.email), 'first-password'));
      return this.url('/account/reset-password', link)!;
    });
  }

  /** Asks an account, by a link to its mailbox, to take part in something of the module that calls. In the open transaction. */
  async invite(accountId: string): Promise<Link> {
    const { email } = (await this.accounts.byId(accountId))!;
    return (await this.links.byId(await this.links.make('invitation', accountId, email), 'invitation'))!;
  }

  /** Null when it has been used or has run out. */
  async invitation(linkId: string): Promise<string | null> {
    return this.url('/contractor-invitations', await this.links.byId(linkId, 'invitation'));
  }

  /** The invitation behind a token; undefined when it has been used or has run out, and for any other text. */
  async findInvitation(token: string): Promise<Link | undefined> {
    const link = await this.links.find(token, 'invitation');
    return link && this.links.isOpen(link) ? link : undefined;
  }

  /** Of two who accept at the same moment, one is told no. */
  spendInvitation(linkId: string): Promise<boolean> {
    return this.links.spend(linkId);
  }

  private url(path: string, link: Link | undefined): string | null {
    if (!link || !this.links.isOpen(link)) return null;
    return `${this.settings.frontEndUrl}${path}?token=${this.links.tokenFor(link.purpose, link.id)}`;
  }
}
