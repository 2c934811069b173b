import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';

export const categoriesQuery = queryOptions({
  queryKey: ['concern-categories'],
  queryFn: async () => (await answer(api.GET('/v1/concern-categories'))).items,
  staleTime: 5 * 60_000,
});

/** By its follow-up code, or by its id for whoever reported it. */
export const concernQuery = (code: string) =>
  queryOptions({
    queryKey: ['concerns', code],
    queryFn: () => answer(api.GET('/v1/concerns/{code}', { params: { path: { code } } })),
  });

export const myConcernsQuery = infiniteQueryOptions({
  queryKey: ['concerns'],
  queryFn: ({ pageParam: cursor }) => answer(api.GET('/v1/concerns', { params: { query: { limit: 20, cursor } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});
