import { Text, View } from '@tarojs/components';
import { CITYWIDE, regionName } from '@shuozhi/shared';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { isOver, standingNow, validityInWords } from '@/format/validity';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { LevelTag, StandingTag, TopicTag } from '@/ui/Tag';
import { Heading } from '@/ui/Heading';
import { text } from './text';

const areaOf = ({ regions }: NoticeDetail) =>
  regions.length === 0 || regions.includes(CITYWIDE) ? text.wholeCity : regions.map(regionName).join('、');

/** What it is and whether it holds: the sample's warning, level, validity, title, issuer. */
export function NoticeHead({ notice }: { notice: NoticeDetail }) {
  const now = new Date();
  const standing = standingNow(notice, now);
  return (
    <View>
      {notice.exercise && (
        <View className="notice-bar" {...aria({ role: 'alert' })}>
          <Icon name="info" />
          <Text className="grow">{text.exercise}</Text>
        </View>
      )}
      {notice.sample && (
        <View className="notice-bar">
          <Icon name="info" />
          <Text className="grow">{text.sample(notice.docNo)}</Text>
        </View>
      )}
      <View className="row">
        {notice.level && <LevelTag level={notice.level} exercise={notice.exercise} over={isOver(standing)} />}
        <StandingTag standing={standing} />
        {notice.topics.map((topic) => (
          <TopicTag key={topic} topic={topic} />
        ))}
      </View>
      <Heading level={1} className="notice__title">
        {notice.title}
      </Heading>
      <View className="small">
        {notice.issuers.join('、')} · {areaOf(notice)}
      </View>
      <View className="notice__validity">{validityInWords(notice, now)}</View>
      {notice.changeNote && <View className="small">{notice.changeNote}</View>}
    </View>
  );
}
