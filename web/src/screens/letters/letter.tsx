import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { Page } from '../../components/page';
import { moment } from '../../format/dates';
import { DeliveryNote } from './delivery-note';
import { LetterText } from './letter-text';
import './letters.css';

const LOOKS_AGAIN_MS = 3_000;

const letterQuery = (id: string) =>
  queryOptions({
    queryKey: ['letters', id],
    queryFn: () => answer(api.GET('/v1/notifications/{id}', { params: { path: { id } } })),
    // Whoever waits for a letter sees that it has gone out.
    refetchInterval: ({ state }) => (state.data?.delivery.state === 'queued' ? LOOKS_AGAIN_MS : false),
  });

/** One letter, as it was written; and whether it arrived. */
export default function Letter() {
  const id = useParams().id!;
  const client = useQueryClient();
  const { data: letter } = useSuspenseQuery(letterQuery(id));
  const isUnread = !letter.readAt;
  useEffect(() => {
    if (!isUnread) return;
    const read = async () => {
      client.setQueryData(letterQuery(id).queryKey, await answer(api.POST('/v1/notifications/{id}/read', { params: { path: { id } } })));
      void client.invalidateQueries({ queryKey: ['dashboard'] });
      void client.invalidateQueries({ queryKey: ['letters'], refetchType: 'none' });
    };
    // That it stays marked as new does no harm.
    read().catch(() => undefined);
  }, [client, id, isUnread]);

  const sendAgain = async () => {
    client.setQueryData(
      letterQuery(id).queryKey,
      await answer(api.POST('/v1/notifications/{id}/deliveries', { params: { path: { id } } })),
    );
    void client.invalidateQueries({ queryKey: ['letters'], refetchType: 'none' });
  };
  return (
    <Page title={letter.subject} over={moment(letter.occurredAt)}>
      <LetterText text={letter.text} />
      {letter.attachments.length > 0 && <p>With it came: {letter.attachments.join(', ')}.</p>}
      <div className="actions">
        <Link className="usa-button" to={pathOf(letter.link)}>
          Go to the page it is about
        </Link>
        <Link className="usa-button usa-button--outline" to="/notifications">
          All letters
        </Link>
      </div>
      <section aria-labelledby="delivery">
        <h2 id="delivery">Did it arrive?</h2>
        <DeliveryNote delivery={letter.delivery} />
        {letter.delivery.state !== 'queued' && letter.delivery.reason !== 'link-used-up' && (
          <ActionButton act={sendAgain} done="The letter is on its way once more.">
            Send it again
          </ActionButton>
        )}
      </section>
    </Page>
  );
}

/** The links of letters lead to pages of this front end. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link, location.origin);
  return pathname + search;
}
