import { useSuspenseQuery } from '@tanstack/react-query';
import { cityQuery } from '../../api/queries';
import type { Shape } from '../../api/types';
import { moment } from '../../format/dates';

type Delivery = Shape<'DeliveryDto'>;

const REASONS: Record<NonNullable<Delivery['reason']>, string> = {
  preference: 'It was not e-mailed, because you have turned this kind of letter off.',
  'account-disabled': 'It was not e-mailed, because the account was closed.',
  'no-address': 'It was not e-mailed, because we have no address of yours.',
  'link-used-up': 'It was not e-mailed again, because the link in it has been used or has expired.',
  'on-paper': 'It was not e-mailed: the city mails it to you on paper.',
};

/** What is known of a letter's way, in words. */
export function DeliveryNote({ delivery }: { delivery: Delivery }) {
  const { data: city } = useSuspenseQuery(cityQuery);
  return (
    <>
      <p>{wordsOf(delivery)}</p>
      {delivery.state === 'sent' && (
        <p>It comes from {city.email}. If it is not in your mailbox, look among spam or junk, then send it again.</p>
      )}
    </>
  );
}

function wordsOf({ state, reason, endedAt, nextTryAt, lastError, number }: Delivery): string {
  const times = number > 1 ? ` It was sent ${number} times.` : '';
  switch (state) {
    case 'sent':
      return `Your mail system took it on ${endedAt ? moment(endedAt) : 'an earlier day'}.${times}`;
    case 'queued':
      return nextTryAt && lastError ? `Your mail system does not take it yet. We try again on ${moment(nextTryAt)}.` : 'It is on its way.';
    case 'failed':
      return `Your mail system did not take it${lastError ? `: ${lastError}` : ''}. Check your e-mail address under your account, then send it again.`;
    case 'not-sent':
      return reason ? REASONS[reason] : 'It was not e-mailed.';
  }
}
