import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import { whileSomeoneIsHere } from '@/session/whileHere';

const UPDATE_MS = 15_000;
const SHOWN = 8;

/** What the workbench shows, each list looked at again while somebody is at the page. */
export function useWorkbench() {
  const live = { refetchInterval: whileSomeoneIsHere(UPDATE_MS) };
  const list = (query: { view?: 'waiting' | 'returned' | 'held'; author?: string; status?: 'draft' }) =>
    answerOf(api.GET('/staff/notices', { params: { query: { ...query, limit: SHOWN } } }));
  return {
    counts: useQuery({
      ...live,
      queryKey: ['notices', 'counts'],
      queryFn: () => answerOf(api.GET('/staff/notices/counts')),
    }),
    waiting: useQuery({ ...live, queryKey: ['notices', 'waiting'], queryFn: () => list({ view: 'waiting' }) }),
    returned: useQuery({
      ...live,
      queryKey: ['notices', 'returned'],
      queryFn: () => list({ view: 'returned', author: 'me' }),
    }),
    drafts: useQuery({
      ...live,
      queryKey: ['notices', 'drafts'],
      queryFn: () => list({ status: 'draft', author: 'me' }),
    }),
    changes: useQuery({
      ...live,
      queryKey: ['changes', 'submitted'],
      queryFn: () => answerOf(api.GET('/staff/changes', { params: { query: { state: 'submitted', limit: SHOWN } } })),
    }),
    alerts: useQuery({
      ...live,
      queryKey: ['alerts', 'active'],
      queryFn: () =>
        answerOf(api.GET('/notices', { params: { query: { topic: 'alert', validity: '现行有效', limit: 20 } } })),
    }),
    calls: useQuery({ ...live, queryKey: ['calls'], queryFn: () => answerOf(api.GET('/staff/calls')) }),
    campaigns: useQuery({
      ...live,
      queryKey: ['campaigns', 'latest'],
      queryFn: () => answerOf(api.GET('/staff/campaigns', { params: { query: { limit: 20 } } })),
    }),
  };
}
