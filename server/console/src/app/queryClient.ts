import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/api/client';

/** What the server refused it refuses again; only failures on the way are tried anew. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => !(error instanceof ApiProblem && error.problem.status < 500) && failures < 2,
    },
  },
});
