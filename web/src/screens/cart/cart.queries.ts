import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';

export const cartQuery = queryOptions({
  queryKey: ['cart'],
  queryFn: () => answer(api.GET('/v1/cart')),
  // Others pay, too: what is shown is what would be paid.
  staleTime: 0,
});

/** What is paid or free again shows everywhere. */
export function cartChanged(client: QueryClient): Promise<unknown> {
  return Promise.all([['cart'], ['dashboard'], ['record'], ['payments']].map((queryKey) => client.invalidateQueries({ queryKey })));
}
