import { CITYWIDE, type TopicId } from '@shuozhi/shared';
import type { NoticeSummary } from '@shuozhi/shared/api';
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useMemo, useState } from 'react';
import { api } from '@/services/api';
import { useStore } from '@/state/createStore';
import { preferences } from '@/state/preferences';
import { usePagedList, type PagedList } from '@/state/usePagedList';
import { useQuery } from '@/state/useQuery';
import { pinnedToday } from './inForce';

export interface NoticesPage {
  list: PagedList<NoticeSummary>;
  /** Alerts and bans in force today; null until it is known. */
  pinned: NoticeSummary[] | null;
  topic: TopicId | null;
  region: string;
  chooseTopic(topic: TopicId | null): void;
}

/** The stream of notices, by topic and by the district the reader chose, and what is in force today. */
export function useNotices(): NoticesPage {
  const [topic, chooseTopic] = useState<TopicId | null>(null);
  const { region } = useStore(preferences);
  const inRegion = region === CITYWIDE ? undefined : region;
  const list = usePagedList((cursor) => api.notices({ topic: topic ?? undefined, region: inRegion }, cursor));
  const inForce = useQuery(api.inForce(inRegion));

  usePullDownRefresh(() => {
    void Promise.all([list.refresh(), inForce.reload()]).finally(() => Taro.stopPullDownRefresh());
  });
  useReachBottom(() => void list.more());

  const pinned = useMemo(() => inForce.value && pinnedToday(inForce.value.items, new Date()), [inForce.value]);
  return { list, pinned, topic, region, chooseTopic };
}
