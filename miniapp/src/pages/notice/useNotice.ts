import type { ItemSummary, NoticeDetail } from '@shuozhi/shared/api';
import Taro, {
  usePullDownRefresh,
  useReachBottom,
  useRouter,
  useShareAppMessage,
  useShareTimeline,
} from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { api } from '@/services/api';
import { useQuery, type QueryResult } from '@/state/useQuery';
import { useDocument, type DocumentText } from './useDocument';

export interface NoticePage {
  id: string;
  notice: QueryResult<NoticeDetail>;
  document: DocumentText;
  /** Items of the catalogue that the notice is about. */
  items: ItemSummary[];
  /** Opened from a pushed message: the right moment to renew the consent. */
  fromPush: boolean;
}

/** The notice named in the address, opened at `anchor` (第四条, 附件2 …) or `block` when one is given. */
export function useNotice(): NoticePage {
  const { id = '', anchor, block, from } = useRouter().params;
  const notice = useQuery(id ? api.notice(id) : null);
  const items = useQuery(id ? api.noticeItems(id) : null);
  const document = useDocument(notice.value);
  const { jump } = document;
  const detail = notice.value;
  const jumped = useRef(false);

  useEffect(() => {
    if (!detail || jumped.current) return;
    const place = placeOf(detail, anchor && decodeURIComponent(anchor), block);
    if (place === null) return;
    jumped.current = true;
    void jump(place);
  }, [detail, anchor, block, jump]);

  usePullDownRefresh(() => {
    void notice.reload().finally(() => Taro.stopPullDownRefresh());
  });
  useReachBottom(() => void document.more());

  const card = { title: detail?.title ?? '朔知', path: `/pages/notice/index?id=${id}`, query: `id=${id}` };
  useShareAppMessage(() => card);
  useShareTimeline(() => card);
  return { id, notice, document, items: items.value?.items ?? [], fromPush: from === 'push' };
}

/** Where the link points to: the place of the anchor in the outline, or the block itself; null for the beginning. */
export function placeOf(notice: NoticeDetail, anchor: string | undefined, block: string | undefined): number | null {
  const entry = anchor ? notice.outline.find((heading) => heading.anchor === anchor) : undefined;
  if (entry) return entry.block;
  const place = Number(block);
  return block !== undefined && Number.isInteger(place) && place >= 0 && place < notice.blocksTotal ? place : null;
}
