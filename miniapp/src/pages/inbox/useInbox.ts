import type { InboxEntry } from '@shuozhi/shared/api';
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { api } from '@/services/api';
import { go } from '@/services/navigate';
import { session } from '@/services/session';
import { usePagedList, type PagedList } from '@/state/usePagedList';
import { setUnread, useUnread } from '@/state/unread';

export interface InboxPage {
  signedIn: boolean;
  list: PagedList<InboxEntry>;
  unread: number;
  isRead(entry: InboxEntry): boolean;
  open(entry: InboxEntry): void;
  readAll(): void;
}

/** Everything that matched the subscription, whether or not WeChat was allowed to say so. */
export function useInbox(): InboxPage {
  const signed = useSyncExternalStore(session.subscribe, session.signedIn, session.signedIn);
  const signedIn = process.env.TARO_ENV === 'weapp' || signed;
  const list = usePagedList((cursor) => counted(cursor));
  const unread = useUnread();
  const [readHere, setReadHere] = useState<ReadonlySet<string>>(new Set());
  const isRead = (entry: InboxEntry) => entry.read || readHere.has(entry.id);

  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()));
  useReachBottom(() => void list.more());

  const mark = (entries: InboxEntry[], ids?: string[]) => {
    setReadHere(new Set([...readHere, ...entries.map((entry) => entry.id)]));
    setUnread(ids ? Math.max(0, unread - ids.length) : 0);
    // Marking is no reason to disturb the reader: the next refresh tells the truth.
    api.markRead(ids).catch(() => undefined);
  };
  const open = (entry: InboxEntry) => {
    if (!isRead(entry)) mark([entry], [entry.id]);
    go.page(entry.page);
  };
  return { signedIn, list, unread, isRead, open, readAll: () => mark(list.items) };
}

/** The inbox's page, whose unread count also feeds the tab's badge. */
function counted(cursor?: string) {
  const source = api.inbox(cursor);
  return {
    ...source,
    load: async () => {
      const reading = await source.load();
      setUnread(reading.value.unread);
      return reading;
    },
  };
}
