import { queryOptions } from '@tanstack/react-query';
import { answer } from './answer';
import { api } from './client';

/** All permit types in the catalogue's order, or those that plain words mean, the best fit first. */
export const permitTypesQuery = (q: string) =>
  queryOptions({
    queryKey: ['permit-types', q],
    queryFn: async () => (await answer(api.GET('/v1/permit-types', { params: { query: { limit: 100, q: q || undefined } } }))).items,
    staleTime: 5 * 60_000,
  });

export const permitTypeQuery = (code: string) =>
  queryOptions({
    queryKey: ['permit-type', code],
    queryFn: () => answer(api.GET('/v1/permit-types/{code}', { params: { path: { code } } })),
    staleTime: 5 * 60_000,
  });
