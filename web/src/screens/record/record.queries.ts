import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';

/** Everything of a record stands below one key, so that a change of any part has the others read anew. */
export const recordKey = (number: string) => ['record', number] as const;

export function recordChanged(client: QueryClient, number: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['dashboard'] });
  return client.invalidateQueries({ queryKey: recordKey(number) });
}

const path = (number: string) => ({ params: { path: { number } } });
/** As many as a page of the API holds; a record rarely has more. */
const ALL = { limit: 100 };

export const recordQuery = (number: string) =>
  queryOptions({ queryKey: recordKey(number), queryFn: () => answer(api.GET('/v1/records/{number}', path(number))) });

export const permitQuery = (number: string) =>
  queryOptions({ queryKey: [...recordKey(number), 'permit'], queryFn: () => answer(api.GET('/v1/permits/{number}', path(number))) });

export const requirementsQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'requirements'],
    queryFn: () => answer(api.GET('/v1/permits/{number}/requirements', path(number))),
    // The list is live: what others do on the record shows without being asked for.
    refetchInterval: 30_000,
  });

export const reviewsQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'reviews'],
    queryFn: async () => {
      const query = { ...ALL, include: 'comments' as const };
      return (await answer(api.GET('/v1/records/{number}/reviews', { params: { path: { number }, query } }))).items;
    },
  });

export const inspectionsQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'inspections'],
    queryFn: async () => (await answer(api.GET('/v1/records/{number}/inspections', { params: { path: { number }, query: ALL } }))).items,
  });

export const freeTimesQuery = (number: string, id: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'inspections', id, 'free-times'],
    queryFn: () => answer(api.GET('/v1/inspections/{id}/availability', { params: { path: { id } } })),
    staleTime: 0,
  });

export const attachmentsQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'attachments'],
    queryFn: async () => {
      const first = await answer(api.GET('/v1/records/{number}/attachments', { params: { path: { number }, query: ALL } }));
      if (!first.nextCursor) return first.items;
      // A record takes two hundred documents at most, versions besides.
      const query = { ...ALL, cursor: first.nextCursor };
      return [
        ...first.items,
        ...(await answer(api.GET('/v1/records/{number}/attachments', { params: { path: { number }, query } }))).items,
      ];
    },
  });

export const feesQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'fees'],
    queryFn: () => answer(api.GET('/v1/records/{number}/fees', path(number))),
  });

export const linksQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'links'],
    queryFn: async () => (await answer(api.GET('/v1/records/{number}/links', { params: { path: { number }, query: ALL } }))).items,
  });

export const invitationsQuery = (number: string) =>
  queryOptions({
    queryKey: [...recordKey(number), 'invitations'],
    queryFn: async () => (await answer(api.GET('/v1/records/{number}/invitations', { params: { path: { number }, query: ALL } }))).items,
  });
