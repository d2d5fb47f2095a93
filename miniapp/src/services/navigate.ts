import Taro from '@tarojs/taro';

/** WeChat keeps at most ten pages; from here on the newest one is replaced. */
const DEEPEST = 9;

function open(url: string): void {
  const full = Taro.getCurrentPages().length >= DEEPEST;
  void (full ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }));
}

const query = (values: Record<string, string | undefined>) =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

/** The pages of the app by name. */
export const go = {
  notice: (id: string, anchor?: string) => open(`/pages/notice/index?${query({ id, anchor })}`),
  item: (id: string) => open(`/pages/item/index?${query({ id })}`),
  search: (q?: string) => open(`/pages/search/index?${query({ q })}`),
  inbox: () => open('/pages/inbox/index'),
  favourites: () => open('/more/favourites/index'),
  settings: () => open('/more/settings/index'),
  reach: () => open('/more/reach/index'),
  duty: () => open('/more/duty/index'),
  privacy: () => open('/more/privacy/index'),
  about: () => open('/more/about/index'),
  notices: () => void Taro.switchTab({ url: '/pages/notices/index' }),
  subscribe: () => void Taro.switchTab({ url: '/pages/subscribe/index' }),
  /** A page path as the server gives it, e.g. `pages/notice/index?id=…`. */
  page: (path: string) => open(`/${path.replace(/^\//, '')}`),
};
