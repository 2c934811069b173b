import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Busy } from '../../components/busy';
import { StatusTag } from '../../components/status-tag';
import { wholeAddress } from '../../format/address';
import { longDate } from '../../format/dates';
import { ProblemAlert } from '../../problems/problem-alert';
import type { Kind } from './kinds';

export function Results({ q, kind }: { q: string; kind: string }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['search', q, kind],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/v1/records', { params: { query: { q: q || undefined, kind: (kind as Kind) || undefined, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (error) return <ProblemAlert error={error} />;
  if (isPending) return <Busy what="Searching" />;
  const records = data.pages.flatMap(({ items }) => items);
  if (records.length === 0) {
    return (
      <div role="status">
        <p>
          <strong>Nothing on file fits{q && ` “${q}”`}.</strong> Try the street alone, or fewer words. Drafts are seen by their owners only:
          they are on <Link to="/dashboard">the dashboard</Link>.
        </p>
      </div>
    );
  }
  return (
    <>
      <div role="status">
        <h2>
          {records.length}
          {hasNextPage && ' or more'} {records.length === 1 ? 'record' : 'records'}
        </h2>
      </div>
      <ul className="rows">
        {records.map((record) => (
          <li key={record.number}>
            <div className="rows__what">
              <p>
                <Link to={`/records/${record.number}`}>
                  <strong>{record.typeName}</strong>
                </Link>{' '}
                <span className="muted number">{record.number}</span>
              </p>
              <p>{record.address && wholeAddress(record.address)}</p>
              <p className="muted">
                Opened {longDate(record.openedOn)}
                {record.expiresOn && `, good through ${longDate(record.expiresOn)}`}
                {record.contractorName && `, ${record.contractorName}`}
              </p>
            </div>
            <StatusTag status={record.status} label={record.statusLabel} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className="actions">
          <button
            type="button"
            className="usa-button usa-button--outline"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? 'Loading …' : 'Show more'}
          </button>
        </div>
      )}
    </>
  );
}
