import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from './client';
import { useAccount } from './session';

/** How the page names a person of whom it knows the id. */
export function usePeople(): (id: string) => string {
  const me = useAccount();
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: () => answerOf(api.GET('/staff/colleagues')),
    staleTime: 5 * 60_000,
  });
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  return (id) => (id === me.id ? '我' : (names.get(id) ?? '已注销的账号'));
}
