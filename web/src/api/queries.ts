import { queryOptions } from '@tanstack/react-query';
import { answer } from './answer';
import { api } from './client';

/** What more than one screen reads. What only one reads stands in its folder. */
export const cityQuery = queryOptions({
  queryKey: ['city'],
  queryFn: () => answer(api.GET('/v1/city')),
  staleTime: 5 * 60_000,
});

export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: () => answer(api.GET('/v1/dashboard')),
});
