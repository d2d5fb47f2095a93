import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { ApiError } from '@/services/ApiError';
import { ageInWords } from '@/format/age';
import { aria } from './aria';
import { Icon, type IconName } from './Icon';
import { Pressable } from './Pressable';

/** Grey shapes in place of `rows` cards while the first answer is on its way. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  return (
    <View {...aria({ role: 'status', live: true, label: '正在加载' })}>
      {Array.from({ length: rows }, (_, index) => (
        <View className="card skeleton" key={index} {...aria({ hidden: true })}>
          <View className="skeleton__line skeleton__line--short" />
          <View className="skeleton__line" />
          <View className="skeleton__line skeleton__line--half" />
        </View>
      ))}
    </View>
  );
}

interface EmptyProps {
  title: string;
  hint?: string;
  icon?: IconName;
  children?: ReactNode;
}

/** Nothing to show, and what to do about it. */
export function Empty({ title, hint, icon = 'doc', children }: EmptyProps) {
  return (
    <View className="blank" {...aria({ role: 'status', live: true })}>
      <Icon name={icon} className="blank__icon" />
      <View className="title-2">{title}</View>
      {hint && <View className="small">{hint}</View>}
      {children}
    </View>
  );
}

/** What went wrong, with a way to try again. */
export function Failure({ error, onRetry }: { error: ApiError; onRetry(): void }) {
  return (
    <View className="blank" {...aria({ role: 'alert', live: true })}>
      <Icon name={error.code === 'offline' ? 'offline' : 'alert'} className="blank__icon" />
      <View className="title-2">{error.message}</View>
      {error.requestId && <View className="small">编号 {error.requestId}</View>}
      <Pressable className="button button--main" onPress={onRetry}>
        <Text>重试</Text>
      </Pressable>
    </View>
  );
}

/** Says that the page shows a copy from the device, and how old it is (`savedAt` in milliseconds since 1970). */
export function CopyNote({ savedAt }: { savedAt: number | null }) {
  if (savedAt === null) return null;
  return (
    <View className="notice-bar" {...aria({ role: 'status', live: true })}>
      <Icon name="offline" />
      <Text className="grow">网络不通，显示的是{ageInWords(savedAt, Date.now())}保存的内容</Text>
    </View>
  );
}
