import Taro from '@tarojs/taro';
import { createStore, useStore } from './createStore';

/** Place of 我的 in the tab bar. */
const ME_TAB = 3;

const unread = createStore<number>(0, showBadge);

function showBadge(count: number): void {
  const done =
    count > 0
      ? Taro.setTabBarBadge({ index: ME_TAB, text: count > 99 ? '99+' : String(count) })
      : Taro.removeTabBarBadge({ index: ME_TAB });
  // Refused while a page without a tab bar is open; the next tab page shows it.
  done.catch(() => undefined);
}

/** Unread messages as last heard from the server. */
export function useUnread(): number {
  return useStore(unread);
}

/** Sets the count and the badge on 我的. */
export function setUnread(count: number): void {
  unread.set(count);
}

/** Draws the badge again, after a page without a tab bar may have swallowed it. */
export function redrawBadge(): void {
  showBadge(unread.get());
}
