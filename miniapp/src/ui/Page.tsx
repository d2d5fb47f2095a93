import { View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { useAppearance } from '@/state/preferences';
import { applyBarTheme } from './applyBarTheme';

/** The root of every page: carries the theme and the text size, and keeps the bars in step with them. */
export function Page({ className = '', children }: { className?: string; children: ReactNode }) {
  const { dark, large, gapless } = useAppearance();
  const look = [dark ? 'theme-dark' : 'theme-light', large && 'text-large', gapless && 'gapless'].filter(Boolean);
  const isTab = tabPages.has(Taro.getCurrentInstance().router?.path.split('?')[0]?.replace(/^\//, '') ?? '');
  useEffect(() => applyBarTheme(dark, large, isTab), [dark, large, isTab]);
  useDidShow(() => applyBarTheme(dark, large, isTab));
  return (
    <View className={`page ${look.join(' ')} ${className}`}>
      <View className="column">{children}</View>
    </View>
  );
}

const tabPages = new Set(['notices', 'items', 'subscribe', 'me'].map((name) => `pages/${name}/index`));
