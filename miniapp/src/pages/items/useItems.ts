import type { ItemSummary } from '@shuozhi/shared/api';
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { api, type Facets } from '@/services/api';
import { usePagedList, type PagedList } from '@/state/usePagedList';
import { useQuery } from '@/state/useQuery';

export interface ItemsPage {
  list: PagedList<ItemSummary>;
  facets: Pick<Facets, 'types' | 'departments'>;
  type: string | null;
  department: string | null;
  chooseType(type: string | null): void;
  chooseDepartment(department: string | null): void;
}

const none: Pick<Facets, 'types' | 'departments'> = { types: [], departments: [] };

/** The catalogue by type and original department. */
export function useItems(): ItemsPage {
  const [type, chooseType] = useState<string | null>(null);
  const [department, chooseDepartment] = useState<string | null>(null);
  const filter = { type: type ?? undefined, department: department ?? undefined };
  const list = usePagedList((cursor) => api.items(filter, cursor));
  const facets = useQuery(api.facets());

  usePullDownRefresh(() => {
    void Promise.all([list.refresh(), facets.reload()]).finally(() => Taro.stopPullDownRefresh());
  });
  useReachBottom(() => void list.more());

  return { list, facets: facets.value ?? none, type, department, chooseType, chooseDepartment };
}
