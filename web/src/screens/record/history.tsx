import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Busy } from '../../components/busy';
import { Page } from '../../components/page';
import { WholeNumbers } from '../../components/whole-numbers';
import { moment } from '../../format/dates';
import { ProblemAlert } from '../../problems/problem-alert';
import { recordKey, recordQuery } from './record.queries';

const ACTORS: Record<Shape<'RecordEventDto'>['by'], string> = { you: 'You', party: 'A party', city: 'The city', system: 'The portal' };

/** What happened to the record, newest first, and who did it. */
export default function History() {
  const number = useParams().number!;
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const [looks, setLooks] = useState(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...recordKey(number), 'events', looks],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/v1/records/{number}/events', { params: { path: { number }, query: { limit: 50, looks, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <Page title={`History of ${record.number}`}>
      {record.relation !== 'linked' && (
        <div className="usa-checkbox">
          <input
            className="usa-checkbox__input"
            type="checkbox"
            id="looks"
            checked={looks}
            onChange={(event) => setLooks(event.target.checked)}
          />
          <label className="usa-checkbox__label" htmlFor="looks">
            Show also who looked at it
          </label>
        </div>
      )}
      <ProblemAlert error={error} />
      {!data && !error && <Busy />}
      <ol className="history">
        {data?.pages.flatMap(({ items }) =>
          items.map(({ id, summary, by, byName, occurredAt }) => (
            <li key={id}>
              <p className="history__what">
                <WholeNumbers>{summary}</WholeNumbers>
              </p>
              <p className="history__who">
                {byName ?? ACTORS[by]}, <time dateTime={occurredAt}>{moment(occurredAt)}</time>
              </p>
            </li>
          )),
        )}
      </ol>
      {hasNextPage && (
        <button type="button" className="usa-button usa-button--outline" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show what happened before
        </button>
      )}
    </Page>
  );
}
