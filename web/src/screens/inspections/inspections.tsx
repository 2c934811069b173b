import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Page } from '../../components/page';
import { CalendarFeed } from './calendar-feed';
import { Visit } from './visit';

/** The visits that lie ahead on all records of the account. */
export default function Inspections() {
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: ['inspections'],
    queryFn: ({ pageParam: cursor }) => answer(api.GET('/v1/inspections', { params: { query: { cursor } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const visits = data.pages.flatMap(({ items }) => items);
  const waiting = visits.filter(({ status }) => status === 'not-ready');
  const ahead = visits.filter(({ status }) => status !== 'not-ready');
  return (
    <Page
      title="My inspections"
      lead={visits.length === 0 ? 'No inspection lies ahead. They can be booked once a permit is issued.' : undefined}
    >
      {ahead.length > 0 && (
        <ul className="rows">
          {ahead.map((visit) => (
            <Visit key={visit.id} visit={visit} />
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="later">
          <h2 id="later">Later</h2>
          <ul className="rows">
            {waiting.map((visit) => (
              <Visit key={visit.id} visit={visit} />
            ))}
          </ul>
        </section>
      )}
      {hasNextPage && (
        <div className="actions">
          <button type="button" className="usa-button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </button>
        </div>
      )}
      <CalendarFeed />
      <p>
        Inspectors can be called on the morning of the visit. <Link to="/inspectors">Telephone numbers of the inspectors</Link>
      </p>
    </Page>
  );
}
