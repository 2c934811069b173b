import { useInfiniteQuery } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Busy } from '../../components/busy';
import { StatusTag } from '../../components/status-tag';
import { longDate } from '../../format/dates';
import { ProblemAlert } from '../../problems/problem-alert';

/** Contractors with how they stand today. */
export function Found({ q, trade }: { q: string; trade: string }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['contractors', q, trade],
    queryFn: ({ pageParam: cursor }) =>
      answer(api.GET('/v1/contractors', { params: { query: { q: q || undefined, class: trade || undefined, limit: 20, cursor } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (error) return <ProblemAlert error={error} />;
  if (isPending) return <Busy what="Searching" />;
  const contractors = data.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="found">
      <div role="status">
        <h2 id="found">
          {contractors.length === 0 ? 'No registered contractor fits' : `${contractors.length}${hasNextPage ? ' or more' : ''} registered`}
        </h2>
      </div>
      <ul className="rows">
        {contractors.map((contractor) => (
          <Row key={contractor.number} contractor={contractor} />
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="usa-button usa-button--outline" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading …' : 'Show more'}
        </button>
      )}
    </section>
  );
}

function Row({ contractor: { number, businessName, classes, status, statusLabel, standing } }: { contractor: Shape<'ContractorDto'> }) {
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{businessName}</strong> <span className="muted">{number}</span>
        </p>
        <p>{classes.map(({ name }) => name).join(', ')}</p>
        {standing.problems.map(({ name, credential, expiredOn }) => (
          <p key={credential + name}>
            {name}: {expiredOn ? `expired on ${longDate(expiredOn)}` : 'not on file'}
          </p>
        ))}
      </div>
      {standing.ok ? (
        <StatusTag status="active" label="In good standing" />
      ) : status === 'active' ? (
        <StatusTag status="expired" label="Not in good standing" />
      ) : (
        <StatusTag status={status} label={statusLabel} />
      )}
    </li>
  );
}
