import { escapeHtml } from '../../platform/http/html.js';
import { form, hidden, page, paragraph, refusal } from '../../platform/http/html-page.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { InvitationPreviewDto } from './invitations.dto.js';

/** Only the buttons answer: programs that look at links in messages before people do would otherwise do it. */
export function invitationPage(
  cityName: string,
  { preview, token, acceptUrl, until }: { preview: InvitationPreviewDto; token: string; acceptUrl: string; until: Temporal.PlainDate },
): string {
  const { number, typeName, address, relation, invitedBy, note } = preview;
  const place = address && [address.line1, address.line2].filter(Boolean).join(', ');
  const what = `${typeName} (${number})${place ? ` at ${place}` : ''}`;
  return page(
    cityName,
    `An invitation to ${number}`,
    paragraph(`${invitedBy} invites you to ${relation === 'owner' ? 'be a co-owner of' : 'follow'} ${what}.`) +
      (note ? `<blockquote>${escapeHtml(note)}</blockquote>` : '') +
      paragraph(
        relation === 'owner'
          ? 'A co-owner sees everything on the record, can change the application, pay and schedule inspections.'
          : 'You will see reviews, fees, inspections and the history of the record, and can pay, schedule inspections and add files.',
      ) +
      `<p><a href="${escapeHtml(acceptUrl)}">Sign in or register, and accept</a></p>` +
      paragraph(
        `You need an account of your own with a confirmed e-mail address; it need not be the address this was sent to. The invitation is good until ${formatLongDate(until)}, for one person.`,
      ) +
      form('/invitations/refusal', hidden('token', token), 'Decline'),
  );
}

export function answeredPage(cityName: string): string {
  return page(cityName, 'You have declined', paragraph('Whoever invited you is told. You may close this page.'));
}

export function refusedPage(cityName: string, reason: string): string {
  return page(cityName, 'This did not work', refusal(reason));
}
