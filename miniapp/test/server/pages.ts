import { noticeByNumber } from './api';
import type { StartedServer } from './startServer';

/** A page to open, by the name its picture gets. */
export interface PageUrl {
  name: string;
  url: string;
}

/** Every page of the app with the parameters it needs on a server with the sample data. */
export async function everyPage(server: StartedServer): Promise<PageUrl[]> {
  const notice = await noticeByNumber(server, '朔政发〔2019〕38号');
  return [
    { name: 'notices', url: 'pages/notices/index' },
    { name: 'items', url: 'pages/items/index' },
    { name: 'subscribe', url: 'pages/subscribe/index' },
    { name: 'me', url: 'pages/me/index' },
    { name: 'notice', url: `pages/notice/index?id=${notice.id}` },
    { name: 'item', url: 'pages/item/index?id=2020-33' },
    { name: 'search', url: 'pages/search/index' },
    { name: 'inbox', url: 'pages/inbox/index' },
    { name: 'favourites', url: 'more/favourites/index' },
    { name: 'settings', url: 'more/settings/index' },
    { name: 'reach', url: 'more/reach/index' },
    { name: 'duty', url: 'more/duty/index' },
    { name: 'privacy', url: 'more/privacy/index' },
    { name: 'about', url: 'more/about/index' },
    { name: 'search-results', url: `pages/search/index?q=${encodeURIComponent('养老')}` },
  ];
}
