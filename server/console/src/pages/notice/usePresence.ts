import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api } from '@/api/client';
import { whileSomeoneIsHere } from '@/session/whileHere';

const HEARTBEAT_MS = 15_000;

/** Says that the person edits the notice, and who else does. */
export function usePresence(id: string): string[] {
  const params = { path: { id } };
  const { data } = useQuery({
    queryKey: ['notice', id, 'presence'],
    queryFn: () => answerOf(api.PUT('/staff/notices/{id}/presence', { params })),
    refetchInterval: whileSomeoneIsHere(HEARTBEAT_MS),
    retry: false,
  });
  useEffect(
    () => () => {
      // Whoever is not heard of again is gone soon anyway.
      void answerOf(api.DELETE('/staff/notices/{id}/presence', { params: { path: { id } } })).catch(() => undefined);
    },
    [id],
  );
  return data?.items.map(({ name }) => name) ?? [];
}
