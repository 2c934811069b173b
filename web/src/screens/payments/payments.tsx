import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Page } from '../../components/page';
import { Payment } from './payment';

/** What was paid, online and at the counter, with receipts and what went back. */
export default function Payments() {
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: ['payments'],
    queryFn: ({ pageParam: cursor }) => answer(api.GET('/v1/payments', { params: { query: { cursor } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const payments = data.pages.flatMap(({ items }) => items);
  return (
    <Page title="What you have paid" lead={payments.length === 0 ? 'You have paid nothing yet.' : undefined}>
      <ul className="stack">
        {payments.map((payment) => (
          <Payment key={payment.id} payment={payment} />
        ))}
      </ul>
      <div className="actions">
        {hasNextPage && (
          <button type="button" className="usa-button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier payments
          </button>
        )}
        <Link className="usa-button usa-button--outline" to="/cart">
          Go to my cart
        </Link>
      </div>
    </Page>
  );
}
