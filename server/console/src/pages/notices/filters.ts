import type { Paths } from '@shuozhi/client';

type Query = NonNullable<Paths['/staff/notices']['get']['parameters']['query']>;

/** The lists that people open every day. */
export const VIEWS = [
  { name: '全部', search: '' },
  { name: '等我办', search: 'view=waiting' },
  { name: '我的草稿', search: 'status=draft&author=me' },
  { name: '被退回', search: 'view=returned' },
  { name: '待核对', search: 'view=held' },
  { name: '待核稿', search: 'status=submitted' },
  { name: '待发布', search: 'status=approved' },
  { name: '定时发布', search: 'view=scheduled' },
  { name: '到时未发', search: 'view=missed' },
  { name: '已发布', search: 'status=published' },
  { name: '已撤回', search: 'status=withdrawn' },
] as const;

const NAMES = ['view', 'author', 'status', 'topic', 'region', 'issuer', 'from', 'to', 'q'] as const;

/** What the address asks of the server; a value that the server does not know it refuses in words. */
export function queryOf(params: URLSearchParams): Query {
  const given = NAMES.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(given) as Query;
}
