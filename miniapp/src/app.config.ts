const weapp = process.env.TARO_ENV === 'weapp';

/** WeChat takes the colour from theme.json, so bars follow the system's theme; browsers need the value itself. */
const themed = (name: string, value: string) => (weapp ? `@${name}` : value);
const tab = (page: string, text: string, icon: string) => {
  const variable = icon.charAt(0).toUpperCase() + icon.slice(1);
  return {
    pagePath: `pages/${page}/index`,
    text,
    iconPath: themed(`icon${variable}`, `assets/browser/${icon}.svg`),
    selectedIconPath: themed(`icon${variable}On`, `assets/browser/${icon}-on.svg`),
  };
};

export default defineAppConfig({
  pages: [
    'pages/notices/index',
    'pages/items/index',
    'pages/subscribe/index',
    'pages/me/index',
    'pages/notice/index',
    'pages/item/index',
    'pages/search/index',
    'pages/inbox/index',
  ],
  subPackages: [
    {
      root: 'more',
      pages: ['favourites/index', 'settings/index', 'reach/index', 'duty/index', 'privacy/index', 'about/index'],
    },
  ],
  preloadRule: { 'pages/me/index': { network: 'all', packages: ['more'] } },
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '朔知',
    navigationBarBackgroundColor: themed('navBg', '#ffffff'),
    navigationBarTextStyle: themed('navText', 'black'),
    backgroundColor: themed('ground', '#f2f4f7'),
    backgroundTextStyle: themed('pull', 'dark'),
  },
  tabBar: {
    color: themed('tabText', '#4a5666'),
    selectedColor: themed('tabOn', '#0f4c8a'),
    backgroundColor: themed('tabBg', '#ffffff'),
    borderStyle: themed('tabBorder', 'black') as 'black',
    list: [
      tab('notices', '通知', 'notices'),
      tab('items', '办事', 'items'),
      tab('subscribe', '订阅', 'subscribe'),
      tab('me', '我的', 'me'),
    ],
  },
  ...(weapp
    ? {
        darkmode: true,
        themeLocation: 'theme.json',
        sitemapLocation: 'sitemap.json',
        lazyCodeLoading: 'requiredComponents',
        __usePrivacyCheck__: true,
      }
    : {}),
});
