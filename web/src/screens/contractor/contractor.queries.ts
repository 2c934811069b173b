import { queryOptions } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';

const path = (number: string) => ({ params: { path: { number } } });

export const classesQuery = queryOptions({
  queryKey: ['contractor-classes'],
  queryFn: async () => (await answer(api.GET('/v1/contractor-classes'))).items,
  staleTime: 5 * 60_000,
});

export const registrationQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'contractor'],
    queryFn: () => answer(api.GET('/v1/contractors/{number}/registration', path(number))),
  });

/** The newest first; more than one page of them would take a hundred years. */
export const renewalsQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'renewals'],
    queryFn: async () =>
      (await answer(api.GET('/v1/contractors/{number}/renewals', { params: { path: { number }, query: { limit: 100 } } }))).items,
  });

export const teamQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'team'],
    queryFn: () => answer(api.GET('/v1/contractors/{number}/members', path(number))),
  });

export const applicationQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'application'],
    queryFn: () => answer(api.GET('/v1/contractor-applications/{number}', path(number))),
    // What comes next follows an upload after a moment.
    refetchInterval: 15_000,
  });
