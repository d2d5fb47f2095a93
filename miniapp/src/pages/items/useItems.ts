import type { ItemSummary } from '@shuozhi/shared/api';
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api, type Facets } from '@/services/api';
import { keepCatalogue } from '@/services/catalogueCopy';
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

/** The list comes first; the whole catalogue follows when the page has settled. */
const CATALOGUE_DELAY_MS = 1_500;

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
  useEffect(() => {
    const timer = setTimeout(() => void keepCatalogue(), CATALOGUE_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);

  return { list, facets: facets.value ?? none, type, department, chooseType, chooseDepartment };
}
