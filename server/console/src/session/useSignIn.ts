import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, keepCsrfToken } from '@/api/client';
import { sessionQuery } from '@/api/session';

export interface Credentials {
  name: string;
  password: string;
  code?: string;
}

/** A refused login, with the seconds after which another one makes sense. */
export class SignInRefused extends ApiProblem {
  constructor(
    problem: ConstructorParameters<typeof ApiProblem>[0],
    readonly waitSeconds: number,
  ) {
    super(problem);
  }
}

/** Opens a session in a cookie; from then on the console is open. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, password, code }: Credentials) => {
      const { data, error, response } = await api.POST('/staff/session', {
        body: { name: name.trim(), password, cookie: true, code: code ? code.replace(/\s/g, '') : undefined },
      });
      if (error) throw new SignInRefused(error, Number(response.headers.get('Retry-After') ?? 0));
      return data;
    },
    onSuccess: (session) => {
      keepCsrfToken(session.csrfToken);
      // What the person before was shown is theirs.
      const before = client.getQueryData(sessionQuery.queryKey);
      if (before && before.account.id !== session.account.id) client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}
