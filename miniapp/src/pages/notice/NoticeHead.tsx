import { Text, View } from '@tarojs/components';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { LevelTag, TopicTag, ValidityTag, validityMeaning } from '@/ui/Tag';
import { text } from './text';

/** What it is and whether it holds: the sample's warning, level, validity, title, issuer. */
export function NoticeHead({ notice }: { notice: NoticeDetail }) {
  return (
    <View>
      {notice.sample && (
        <View className="notice-bar">
          <Icon name="info" />
          <Text className="grow">{text.sample(notice.docNo)}</Text>
        </View>
      )}
      <View className="row">
        {notice.level && <LevelTag level={notice.level} />}
        <ValidityTag validity={notice.validity} />
        {notice.topics.map((topic) => (
          <TopicTag key={topic} topic={topic} />
        ))}
      </View>
      <View className="title-1 notice__title" {...aria({ role: 'heading', level: 1 })}>
        {notice.title}
      </View>
      <View className="small">{notice.issuers.join('、')}</View>
      {notice.validity !== '现行有效' && <View className="notice__validity">{validityMeaning[notice.validity]}</View>}
      {notice.changeNote && <View className="small">{notice.changeNote}</View>}
    </View>
  );
}
