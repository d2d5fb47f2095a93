import { Text, View } from '@tarojs/components';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { standingNow } from '@/format/validity';
import { Icon } from '@/ui/Icon';
import { text } from './text';

/** Stays in sight wherever one lands in a text that no longer holds, also from a search passage. */
export function OverStrip({ notice }: { notice: NoticeDetail }) {
  const words = text.over[standingNow(notice, new Date())];
  if (words === undefined) return null;
  return (
    <View className="over-strip">
      <Icon name="ended" />
      <Text className="grow">{notice.level === null ? words : text.alertOver}</Text>
    </View>
  );
}
