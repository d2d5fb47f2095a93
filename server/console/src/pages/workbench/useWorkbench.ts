import type { Schemas } from '@shuozhi/client';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import { whileSomeoneIsHere } from '@/session/whileHere';

const UPDATE_MS = 15_000;
const SHOWN = 8;

/** So many are looked at for those that come first. */
const LONGEST = 100;

const timeOf = ({ schedule }: Schemas['StaffNoticeSummary']) => schedule?.at ?? '';

/** What the workbench shows, each list looked at again while somebody is at the page. */
export function useWorkbench() {
  const live = { refetchInterval: whileSomeoneIsHere(UPDATE_MS) };
  const list = (query: {
    limit?: number;
    view?: 'waiting' | 'returned' | 'scheduled' | 'missed';
    author?: string;
    status?: 'draft';
  }) => answerOf(api.GET('/staff/notices', { params: { query: { limit: SHOWN, ...query } } }));
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
    scheduled: useQuery({
      ...live,
      queryKey: ['notices', 'scheduled'],
      queryFn: () => list({ view: 'scheduled', limit: LONGEST }),
      select: ({ items }) => ({
        items: [...items].sort((one, other) => timeOf(one).localeCompare(timeOf(other))).slice(0, SHOWN),
      }),
    }),
    missed: useQuery({ ...live, queryKey: ['notices', 'missed'], queryFn: () => list({ view: 'missed' }) }),
    changes: useQuery({
      ...live,
      queryKey: ['changes', 'submitted'],
      queryFn: () => answerOf(api.GET('/staff/changes', { params: { query: { state: 'submitted', limit: SHOWN } } })),
    }),
    alerts: useQuery({
      ...live,
      queryKey: ['alerts', 'active'],
      queryFn: () => answerOf(api.GET('/staff/alerts')),
      select: ({ items }: { items: Schemas['ActiveAlert'][] }) => ({
        items: items.map((alert) => ({ ...alert, id: alert.noticeId })),
      }),
    }),
    calls: useQuery({ ...live, queryKey: ['calls'], queryFn: () => answerOf(api.GET('/staff/calls')) }),
    held: useQuery({
      ...live,
      queryKey: ['campaigns', 'held'],
      queryFn: () => answerOf(api.GET('/staff/campaigns', { params: { query: { held: 'true', limit: 20 } } })),
    }),
    campaigns: useQuery({
      ...live,
      queryKey: ['campaigns', 'latest'],
      queryFn: () => answerOf(api.GET('/staff/campaigns', { params: { query: { limit: 20 } } })),
    }),
  };
}
