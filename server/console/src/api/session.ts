import type { Schemas } from '@shuozhi/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api, isRefusal, keepCsrfToken } from './client';

export type Session = Schemas['StaffSession'];
export type Role = Session['account']['role'];

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await answerOf(api.GET('/staff/session'));
      keepCsrfToken(session.csrfToken);
      return session;
    } catch (error) {
      if (isRefusal(error, 'unauthorized')) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** The person at this page; only below what is shown to people who are signed in. */
export function useAccount(): Session['account'] {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('nobody is signed in');
  return data.account;
}

/** The names of roles as offices call them. */
export const ROLE_NAMES: Record<Role, string> = {
  editor: '编辑（拟稿）',
  approver: '审核（签发）',
  publisher: '值班（发布）',
  admin: '管理员',
  auditor: '审计',
};
