import { queryOptions } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';

export const caseQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'case'],
    queryFn: () => answer(api.GET('/v1/code-cases/{number}', { params: { path: { number } } })),
    // Somebody else's case stays so until it is claimed.
    retry: false,
  });
