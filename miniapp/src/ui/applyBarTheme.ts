import Taro from '@tarojs/taro';

const looks = {
  light: { front: '#000000', bar: '#ffffff', ground: '#f2f4f7', tab: '#4a5666', tabOn: '#0f4c8a', border: 'black' },
  dark: { front: '#ffffff', bar: '#19212a', ground: '#0e1319', tab: '#b3bfcc', tabOn: '#8fc1f5', border: 'white' },
} as const;
const tabIcons = ['notices', 'items', 'subscribe', 'me'];

const ignore = () => undefined;

/**
 * Gives the navigation bar, the tab bar and the ground behind the page the theme's colours. Only needed where the
 * reader's choice differs from the system's (theme.json does the rest), but harmless otherwise.
 */
export function applyBarTheme(dark: boolean, large: boolean, isTab: boolean): void {
  if (process.env.TARO_ENV === 'weapp') themeWeChatBars(dark, isTab);
  else themeBrowser(dark, large);
}

/** In a browser the bars are styled by classes on the body; the opening picture of index.html has done its part. */
function themeBrowser(dark: boolean, large: boolean): void {
  document.body.classList.toggle('theme-dark', dark);
  document.body.classList.toggle('text-large', large);
  document.getElementById('opening')?.remove();
}

function themeWeChatBars(dark: boolean, isTab: boolean): void {
  const look = dark ? looks.dark : looks.light;
  Taro.setNavigationBarColor({ frontColor: look.front, backgroundColor: look.bar }).catch(ignore);
  Taro.setBackgroundColor({ backgroundColor: look.ground }).catch(ignore);
  if (!isTab) return;
  Taro.setTabBarStyle({
    color: look.tab,
    selectedColor: look.tabOn,
    backgroundColor: look.bar,
    borderStyle: look.border,
  }).catch(ignore);
  const variant = dark ? '-dark' : '';
  tabIcons.forEach((name, index) => {
    Taro.setTabBarItem({
      index,
      iconPath: `assets/tab/${name}${variant}.png`,
      selectedIconPath: `assets/tab/${name}${variant}-on.png`,
    }).catch(ignore);
  });
}
