import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
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
  const booked = visits.filter(({ appointment }) => appointment).sort(byTime);
  const ready = visits.filter(({ status, appointment }) => status !== 'not-ready' && !appointment);
  const waiting = visits.filter(({ status, appointment }) => status === 'not-ready' && !appointment);
  const ahead = [...booked, ...ready];
  return (
    <Page title="My inspections" lead={leadOf(booked.length, ready.length)}>
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

function byTime(a: Shape<'InspectionDto'>, b: Shape<'InspectionDto'>): number {
  const [one, other] = [a, b].map(({ appointment }) => `${appointment!.date} ${appointment!.start}`);
  return one.localeCompare(other);
}

function leadOf(booked: number, ready: number): string {
  if (booked + ready === 0) return 'No inspection can be booked just now. They can be booked once a permit is issued.';
  return `${booked || 'None'} scheduled, ${ready || 'none'} to be scheduled.`;
}
