import { escapeHtml } from '../../../platform/http/html.js';
import { form, hidden, page, paragraph, refusal } from '../../../platform/http/html-page.js';
import type { InvitationAcceptedDto } from './team.dto.js';

type Offer = Pick<InvitationAcceptedDto, 'number' | 'businessName' | 'role'>;

/** Only the button accepts: programs that look at links in messages before people do would otherwise do it. */
export function offerPage(cityName: string, { number, businessName, role }: Offer, token: string): string {
  return page(
    cityName,
    `Act for ${businessName}`,
    paragraph(`${businessName} (${number}) asks you to act for it as a ${role}.`) +
      paragraph(
        role === 'manager'
          ? 'You will see its records and the permits that name it, and can do everything for it: renew, pay, schedule, invite and remove people.'
          : 'You will see its records and the permits that name it, and can upload documents, schedule inspections and pay.',
      ) +
      form('/contractor-invitations', hidden('token', token), 'Accept') +
      paragraph(`If you do not know ${businessName}, close this page.`),
  );
}

export function acceptedPage(cityName: string, { businessName, choosePasswordUrl }: InvitationAcceptedDto): string {
  const next = choosePasswordUrl ? `<p><a href="${escapeHtml(choosePasswordUrl)}">Choose your password</a></p>` : '';
  return page(cityName, `You act for ${businessName} now`, next);
}

export function refusedPage(cityName: string, reason: string, signInUrl?: string): string {
  const next = signInUrl ? `<p><a href="${escapeHtml(signInUrl)}">Sign in and accept</a></p>` : '';
  return page(cityName, 'This did not work', refusal(reason) + next);
}
