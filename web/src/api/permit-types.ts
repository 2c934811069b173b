import { queryOptions } from '@tanstack/react-query';
import { answer } from './answer';
import { api } from './client';

const search = (q: string) => ({
  queryKey: ['permit-types', q],
  queryFn: () => answer(api.GET('/v1/permit-types', { params: { query: { limit: 100, q: q || undefined } } })),
  staleTime: 5 * 60_000,
});

/** All permit types in the catalogue's order, or those that plain words mean, the best fit first. */
export const permitTypesQuery = (q: string) => queryOptions({ ...search(q), select: ({ items }) => items });

/** What to do about something that none of them is for. */
export const permitAdviceQuery = (q: string) => queryOptions({ ...search(q), select: ({ advice }) => advice });

export const permitTypeQuery = (code: string) =>
  queryOptions({
    queryKey: ['permit-type', code],
    queryFn: () => answer(api.GET('/v1/permit-types/{code}', { params: { path: { code } } })),
    staleTime: 5 * 60_000,
  });
