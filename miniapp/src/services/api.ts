import type {
  Credit,
  HotTopics,
  Inbox,
  ItemCatalogue,
  ItemDetail,
  ItemSummary,
  LoginResult,
  NoticeBlocks,
  NoticeDetail,
  NoticeSummary,
  NoticeWithdrawal,
  OwnDuty,
  Page,
  Reach,
  Resident,
  SearchResult,
  Subscription,
  SubscriptionInput,
  Suggestions,
} from '@shuozhi/shared/api';
import { asApiError } from './ApiError';
import { createClient, pathOf, type QueryParams } from './client';
import { offlineCache } from './offlineCache';
import { session } from './session';
import { send, wait } from './transport';

const request = createClient({
  origin: `${API_ORIGIN}/api/v1`,
  send,
  session,
  wait,
});

session.connect((code) => request<LoginResult>('/auth/wechat', { method: 'POST', data: { code } }));

/** What a page shows: the value, and when it was stored if it is a copy from the device (null = fresh). */
export interface QueryData<T> {
  value: T;
  savedAt: number | null;
}

/** A public read that also works without a network: the page asks `readCached` for at once and `load` for the truth. */
export interface Query<T> {
  /** Names the answer: equal keys are the same page of data. */
  key: string;
  readCached(): QueryData<T> | null;
  load(): Promise<QueryData<T>>;
}

function cached<T>(path: string, query: QueryParams = {}): Query<T> {
  const key = pathOf(path, query);
  return {
    key,
    readCached: () => offlineCache.readCached<T>(key),
    async load() {
      try {
        const value = await request<T>(path, { query });
        offlineCache.store(key, value);
        return { value, savedAt: null };
      } catch (thrown) {
        const copy = asApiError(thrown).unreachable ? offlineCache.readCached<T>(key) : null;
        if (copy === null) throw thrown;
        offlineCache.touch(key);
        return copy;
      }
    },
  };
}

/** A read of the resident's own data: never kept on the device. */
function personal<T>(path: string, query: QueryParams = {}): Query<T> {
  return {
    key: pathOf(path, query),
    readCached: () => null,
    load: async () => ({ value: await request<T>(path, { query, personal: true }), savedAt: null }),
  };
}

export interface NoticeFilter {
  topic?: string;
  region?: string;
  validity?: string;
  level?: string;
}
export interface ItemFilter {
  q?: string;
  type?: string;
  department?: string;
}
export interface Facets {
  /** Of the whole catalogue. */
  version: string;
  types: { name: string; count: number }[];
  departments: { name: string; count: number }[];
}

const PAGE = 20;

/** Every call of the server's API, typed by the shared contract. */
export const api = {
  notices: (filter: NoticeFilter, cursor?: string) =>
    cached<Page<NoticeSummary>>('/notices', { ...filter, cursor, limit: PAGE }),
  /** What is in force today: enough to find every alert and ban among it. */
  inForce: (region?: string) => cached<Page<NoticeSummary>>('/notices', { validity: '现行有效', region, limit: 50 }),
  notice: (id: string) => cached<NoticeDetail>(`/notices/${encodeURIComponent(id)}`),
  noticeWithdrawal: (id: string) => cached<NoticeWithdrawal>(`/notices/${encodeURIComponent(id)}/withdrawal`),
  noticeBlocks: (id: string, from: number) =>
    cached<NoticeBlocks>(`/notices/${encodeURIComponent(id)}/blocks`, { from }),
  noticeItems: (id: string) => cached<{ items: ItemSummary[] }>(`/notices/${encodeURIComponent(id)}/items`),
  items: (filter: ItemFilter, cursor?: string) =>
    cached<Page<ItemSummary> & { total: number }>('/items', { ...filter, cursor, limit: 50 }),
  facets: () => cached<Facets>('/items/facets'),
  item: (id: string) => cached<ItemDetail>(`/items/${encodeURIComponent(id)}`),
  itemNotices: (id: string) => cached<{ items: NoticeSummary[] }>(`/items/${encodeURIComponent(id)}/notices`),
  catalogue: () => cached<ItemCatalogue>('/items.json'),

  /** @param exact nothing is taken for a slip of writing */
  search: (q: string, exact = false) =>
    request<SearchResult>('/search', { query: exact ? { q, exact: 'true' } : { q } }),
  /** Counts that a result was opened; who opened it is not sent. */
  searchOpened: (q: string) => request<undefined>('/search/opened', { method: 'POST', data: { q } }),
  suggest: (q: string) => request<Suggestions>('/search/suggest', { query: { q } }),

  hot: () => cached<HotTopics>('/search/hot'),

  me: () => personal<Resident>('/me'),
  subscription: () => personal<Subscription>('/me/subscription'),
  saveSubscription: (data: SubscriptionInput) =>
    request<Subscription>('/me/subscription', { method: 'PUT', data, personal: true }),
  saveConsents: (results: Record<string, string>, requestId: string) =>
    request<{ credits: Credit[] }>('/me/consents', { method: 'POST', data: { results, requestId }, personal: true }),
  inbox: (cursor?: string) => personal<Inbox>('/me/inbox', { cursor, limit: PAGE }),
  markRead: (ids?: string[]) =>
    request<unknown>('/me/inbox/read', { method: 'POST', data: ids ? { ids } : {}, personal: true }),
  reach: () => personal<Reach>('/me/reach'),
  duty: () => personal<OwnDuty>('/me/duty'),
  bindDuty: (code: string) =>
    request<{ name: string; office: string }>('/me/duty', { method: 'POST', data: { code }, personal: true }),
  confirmCall: (id: string) =>
    request<unknown>(`/me/calls/${encodeURIComponent(id)}/confirm`, { method: 'POST', data: {}, personal: true }),
  exportMe: () => request<unknown>('/me/export', { personal: true }),
  deleteMe: () => request<unknown>('/me', { method: 'DELETE', personal: true }),
};
