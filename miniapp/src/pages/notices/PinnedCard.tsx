import { View } from '@tarojs/components';
import type { NoticeSummary } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { Icon } from '@/ui/Icon';
import { LevelTag } from '@/ui/Tag';
import { Pressable } from '@/ui/Pressable';
import { remaining } from './inForce';

/** An alert or a ban in force: what, and until when. */
export function PinnedCard({ notice }: { notice: NoticeSummary }) {
  const until = remaining(notice, new Date());
  return (
    <Pressable
      className={`card pinned ${notice.level ? `pinned--${notice.level}` : ''}`}
      role="link"
      readsContent
      label={`正在生效：${notice.title}，${until}`}
      onPress={() => go.notice(notice.id)}
    >
      <View className="grow">
        {notice.level && <LevelTag level={notice.level} exercise={notice.exercise} />}
        <View className="entry__title">{notice.title}</View>
        <View className="pinned__until">
          <Icon name="calendar" />
          <View className="number">{until}</View>
        </View>
      </View>
      <Icon name="right" className="small" />
    </Pressable>
  );
}
