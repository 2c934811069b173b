import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';

const path = (number: string) => ({ params: { path: { number } } });

export const catalogueQuery = queryOptions({
  queryKey: ['business-catalogue'],
  queryFn: () => answer(api.GET('/v1/business-catalogue')),
  staleTime: 5 * 60_000,
});

export const businessQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'business'],
    queryFn: () => answer(api.GET('/v1/business-registrations/{number}', path(number))),
  });

export const stepsQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'steps'],
    queryFn: () => answer(api.GET('/v1/business-registrations/{number}/steps', path(number))),
  });

export const myBusinessesQuery = infiniteQueryOptions({
  queryKey: ['businesses'],
  queryFn: ({ pageParam: cursor }) => answer(api.GET('/v1/business-registrations', { params: { query: { limit: 20, cursor } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});

/** After something was done: what stands anywhere about it is read anew. */
export async function businessChanged(client: QueryClient, number: string): Promise<void> {
  await client.invalidateQueries({ queryKey: ['record', number] });
  await client.invalidateQueries({ queryKey: ['businesses'] });
  await client.invalidateQueries({ queryKey: ['dashboard'] });
}
