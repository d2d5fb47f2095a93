import { Text, View } from '@tarojs/components';
import { chineseDate, CITYWIDE, civilDateOf, daysBetween, regionName } from '@shuozhi/shared';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { LevelTag, TopicTag, ValidityTag, validityMeaning } from '@/ui/Tag';
import { text } from './text';

const areaOf = ({ regions }: NoticeDetail) =>
  regions.length === 0 || regions.includes(CITYWIDE) ? text.wholeCity : regions.map(regionName).join('、');

/** Whether it holds on `today`, and until or since when. */
export function validityInWords(notice: NoticeDetail, today: string): string {
  const { validity, effectiveFrom, effectiveTo, repealedOn } = notice;
  if (validity === '现行有效' && effectiveTo !== null) {
    const left = daysBetween(today, effectiveTo);
    return text.until(chineseDate(effectiveTo), left);
  }
  if (validity === '已过期' && effectiveTo !== null) return text.endedOn(chineseDate(effectiveTo));
  if (validity === '已废止' && repealedOn !== null) return text.repealedSince(chineseDate(repealedOn));
  if (validity === '尚未施行' && effectiveFrom !== null) return text.startsOn(chineseDate(effectiveFrom));
  return validityMeaning[validity];
}

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
      <View className="small">
        {notice.issuers.join('、')} · {areaOf(notice)}
      </View>
      <View className="notice__validity">{validityInWords(notice, civilDateOf(new Date()))}</View>
      {notice.changeNote && <View className="small">{notice.changeNote}</View>}
    </View>
  );
}
