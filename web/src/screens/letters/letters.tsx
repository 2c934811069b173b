import { useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { Page } from '../../components/page';
import { WholeNumbers } from '../../components/whole-numbers';
import { DeliveryTag } from './delivery-tag';
import { moment } from '../../format/dates';
import './letters.css';

/** Everything that the city has written to the account, whether or not the e-mail arrived. */
export default function Letters() {
  const client = useQueryClient();
  const [search] = useSearchParams();
  const state = search.get('only') === 'failed' ? 'failed' : undefined;
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: ['letters', { state }],
    queryFn: ({ pageParam: cursor }) => answer(api.GET('/v1/notifications', { params: { query: { cursor, state } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const letters = data.pages.flatMap(({ items }) => items);
  const readAll = async () => {
    await answer(api.POST('/v1/notifications/read'));
    await Promise.all([['letters'], ['dashboard']].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <Page title="Letters" lead="All that we have written to you stands here too, and can be sent again if an e-mail did not arrive.">
      <ul className="tabs">
        <li>
          <Link to="/notifications" aria-current={state ? undefined : 'page'}>
            All letters
          </Link>
        </li>
        <li>
          <Link to="/notifications?only=failed" aria-current={state ? 'page' : undefined}>
            Not delivered
          </Link>
        </li>
      </ul>
      {letters.length === 0 && <p>{state ? 'Every letter reached your mailbox.' : 'We have not written to you yet.'}</p>}
      <ul className="rows">
        {letters.map((letter) => (
          <li key={letter.id}>
            <div className="rows__what">
              <Link className={letter.readAt ? undefined : 'letters__unread'} to={`/notifications/${letter.id}`}>
                <WholeNumbers>{letter.subject}</WholeNumbers>
              </Link>
              <br />
              <span className="letters__when">
                {!letter.readAt && 'New. '}
                {moment(letter.occurredAt)}
                {letter.delivery.state === 'sent' && ', delivered'}
              </span>
            </div>
            {letter.delivery.state !== 'sent' && <DeliveryTag delivery={letter.delivery} />}
          </li>
        ))}
      </ul>
      <div className="actions">
        {hasNextPage && (
          <button type="button" className="usa-button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier letters
          </button>
        )}
        {letters.some(({ readAt }) => !readAt) && (
          <ActionButton act={readAll} done="All letters are marked as read.">
            Mark all as read
          </ActionButton>
        )}
        <Link to="/notifications/preferences">Choose what we write to you about</Link>
      </div>
    </Page>
  );
}
