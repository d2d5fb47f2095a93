import type { ItemDetail, NoticeSummary } from '@shuozhi/shared/api';
import Taro, { useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/services/api';
import { asApiError } from '@/services/ApiError';
import { session } from '@/services/session';
import { useQuery, type QueryResult } from '@/state/useQuery';
import { itemIdOf } from './itemIdOf';
import { text } from './text';

export interface ItemPage {
  item: QueryResult<ItemDetail>;
  /** Notices about the matter of the item. */
  notices: NoticeSummary[];
  followed: boolean;
  follow(): void;
}

/** The item named in the address or in a scanned code. */
export function useItem(): ItemPage {
  const id = itemIdOf(useRouter().params);
  const item = useQuery(id === null ? null : api.item(id));
  const notices = useQuery(id === null ? null : api.itemNotices(id));
  const subscription = useQuery(session.signedIn() ? api.subscription() : null);
  const [changed, setChanged] = useState<boolean | null>(null);

  const follow = () => {
    if (!item.value) return;
    toggleFollow(item.value.id).then(
      (now) => {
        setChanged(now);
        void Taro.showToast({ title: now ? text.followDone : text.followUndone, icon: 'none' });
      },
      (thrown: unknown) => void Taro.showToast({ title: asApiError(thrown).message, icon: 'none' }),
    );
  };

  const followed = changed ?? subscription.value?.itemIds.includes(item.value?.id ?? '') ?? false;
  const card = {
    title: item.value?.name ?? text.guide,
    path: `/pages/item/index?id=${id ?? ''}`,
    query: `id=${id ?? ''}`,
  };
  useShareAppMessage(() => card);
  useShareTimeline(() => card);
  return { item, notices: notices.value?.items ?? [], followed, follow };
}

/** Adds the item to the resident's subscription or takes it out; answers whether it is followed now. */
async function toggleFollow(id: string): Promise<boolean> {
  const { value } = await api.subscription().load();
  const { topics, regions, lowestLevel, keywords, quietHours } = value;
  const had = value.itemIds.includes(id);
  const itemIds = had ? value.itemIds.filter((other) => other !== id) : [...value.itemIds, id];
  await api.saveSubscription({ topics, regions, lowestLevel, keywords, quietHours, itemIds });
  return !had;
}
