import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../problems/problem';

/** What was read is shown at once and read anew when it is older than this, on coming back to the tab too. */
const FRESH_MS = 15_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: (failures, error) => failures < 2 && error instanceof ProblemError && error.isPassing },
    mutations: { retry: false },
  },
});
