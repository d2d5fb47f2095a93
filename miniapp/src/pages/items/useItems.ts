import type { ItemSummary } from '@shuozhi/shared/api';
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api, type Facets } from '@/services/api';
import { usePagedList, type PagedList } from '@/state/usePagedList';
import { useSource } from '@/state/useSource';

export interface ItemsPage {
  list: PagedList<ItemSummary>;
  facets: Facets;
  type: string | null;
  department: string | null;
  chooseType(type: string | null): void;
  chooseDepartment(department: string | null): void;
}

const none: Facets = { types: [], departments: [] };

/** The catalogue by type and original department. */
export function useItems(): ItemsPage {
  const [type, chooseType] = useState<string | null>(null);
  const [department, chooseDepartment] = useState<string | null>(null);
  const filter = { type: type ?? undefined, department: department ?? undefined };
  const list = usePagedList((cursor) => api.items(filter, cursor));
  const facets = useSource(api.facets());

  usePullDownRefresh(() => {
    void Promise.all([list.refresh(), facets.reload()]).finally(() => Taro.stopPullDownRefresh());
  });
  useReachBottom(() => void list.more());
  useEffect(keepCatalogue, []);

  return { list, facets: facets.value ?? none, type, department, chooseType, chooseDepartment };
}

/** Fetches the whole catalogue once the list is there, so that items can be found without a network. */
function keepCatalogue(): () => void {
  const timer = setTimeout(() => {
    // A failure costs nothing: the next visit tries again.
    api
      .catalogue()
      .load()
      .catch(() => undefined);
  }, 1_500);
  return () => clearTimeout(timer);
}
