import { Injectable } from '@nestjs/common';
import type { Letter } from '../../platform/mail/mailer.js';
import { AccountLinks, AccountsService, type AccountSummary } from '../accounts/index.js';
import { BusinessRegistrationsService } from '../business-registration/index.js';
import { CityProfile } from '../city/index.js';
import { InvitationLinks } from '../invitations/index.js';
import type { QueuedDelivery } from './deliveries.js';
import type { NotSentReason } from './delivery.status.js';
import { LetterFacts } from './letter-facts.js';
import { withSecretLink } from './message-helpers.js';
import type { SecretLink } from './message.js';
import { MessageTemplates } from './message-templates.js';
import { Papers } from './papers.js';
import { isOptional } from './topics.js';

interface Reader {
  name: string;
  address: string;
  greeting: string;
}

const STRANGER = 'neighbor';

/** Makes the letter of a notification at the moment it goes out: address, secret link and papers as they are then. */
@Injectable()
export class Letters {
  constructor(
    private readonly accounts: AccountsService,
    private readonly links: AccountLinks,
    private readonly businesses: BusinessRegistrationsService,
    private readonly invitations: InvitationLinks,
    private readonly templates: MessageTemplates,
    private readonly papers: Papers,
    private readonly facts: LetterFacts,
    private readonly profile: CityProfile,
  ) {}

  /** The letter, or why there can be none. */
  async write(delivery: QueuedDelivery): Promise<Letter | NotSentReason> {
    const to = await this.reader(delivery);
    if (typeof to === 'string') return to;
    const link = delivery.secret && (await this.secretLink(delivery.secret));
    if (delivery.secret && !link) return 'link-used-up';

    // Who has no account has nothing to choose, and no portal to find it in.
    const hasAccount = delivery.recipientId !== null;
    const optional = hasAccount && isOptional(delivery.topic);
    const stored = { subject: delivery.subject, text: delivery.bodyText, html: delivery.bodyHtml };
    const letter = this.templates.letter(link ? withSecretLink(stored, link) : stored, {
      city: this.facts.city,
      portalUrl: hasAccount ? this.facts.portalUrl : null,
      greeting: to.greeting,
      preferencesUrl: optional ? this.facts.preferencesUrl : null,
    });
    return {
      id: delivery.deliveryId,
      from: { name: this.profile.sender.name, address: this.profile.sender.email },
      to: { name: to.name, address: to.address },
      ...letter,
      attachments: await Promise.all(delivery.papers.map((paper) => this.papers.make(paper))),
      preferencesUrl: optional ? this.facts.preferencesUrl : undefined,
    };
  }

  /** Who reads it and where, as it is now. */
  private async reader({ recipientId, recipientName, address }: QueuedDelivery): Promise<Reader | NotSentReason> {
    if (recipientId === null) return address ? { name: recipientName ?? '', address, greeting: recipientName ?? STRANGER } : 'no-address';
    const account = await this.accounts.get(recipientId);
    if (!account || account.disabled) return 'account-disabled';
    const reachedAt = address ?? account.email;
    return reachedAt ? { name: account.displayName, address: reachedAt, greeting: greeting(account) } : 'no-address';
  }

  /** Null when it was used or has run out. */
  secretLink({ purpose, id }: SecretLink): Promise<string | null> {
    switch (purpose) {
      case 'password-reset':
        return this.links.passwordReset(id);
      case 'email-verification':
        return this.links.emailVerification(id);
      case 'email-change':
        return this.links.emailChange(id);
      case 'first-password':
        return this.links.firstPassword(id);
      case 'invitation':
        return this.links.invitation(id);
      case 'business-transfer':
        return this.businesses.transferLink(id);
      case 'record-invitation':
        return this.invitations.url(id);
    }
  }
}

function greeting(account: AccountSummary): string {
  return account.firstName || account.displayName || account.businessName || STRANGER;
}
