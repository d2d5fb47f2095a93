import { Text, View } from '@tarojs/components';
import { chineseDate, civilDateOf, regionName, CITYWIDE } from '@shuozhi/shared';
import type { NoticeSummary } from '@shuozhi/shared/api';
import { isOver, standingNow, termInWords } from '@/format/validity';
import type { ReactNode } from 'react';
import { LevelTag, StandingTag, TopicTag } from './Tag';
import { Pressable } from './Pressable';

interface NoticeCardProps {
  notice: NoticeSummary;
  onOpen(): void;
  /** The title with marked words; the plain title when left out. */
  title?: ReactNode;
  /** A sentence under the title; the notice's summary when left out. */
  below?: ReactNode;
  unread?: boolean;
}

/** A notice in a list: what kind, its title, who and when, whether it is in force. */
export function NoticeCard({ notice, onOpen, title, below, unread = false }: NoticeCardProps) {
  const { level, exercise, topics, regions } = notice;
  const now = new Date();
  const standing = standingNow(notice, now);
  const published = chineseDate(civilDateOf(new Date(notice.publishedAt)));
  const area = regions.length === 0 || regions.includes(CITYWIDE) ? '全市' : regions.map(regionName).join('、');
  const term = termInWords(notice, now);
  const spoken = `${unread ? '未读，' : ''}${notice.title}，${exercise ? '演练，' : ''}${term ?? standing}，${area}，${notice.issuer}，${published}发布`;
  return (
    <Pressable className="card entry" role="link" readsContent label={spoken} onPress={onOpen}>
      <View className="row">
        {level !== null && <LevelTag level={level} exercise={exercise} over={isOver(standing)} />}
        <StandingTag standing={standing} />
        {topics[0] && <TopicTag topic={topics[0]} />}
        {unread && <View className="tag tag--brand">未读</View>}
      </View>
      <View className="entry__title">{title ?? notice.title}</View>
      {term && <View className="entry__term">{term}</View>}
      {below ?? (notice.summary && <View className="entry__summary">{notice.summary}</View>)}
      <View className="small row">
        <Text>{notice.issuer}</Text>
        <Text className="number">{published}</Text>
        <Text>{area}</Text>
        {notice.sample && <Text>示例</Text>}
      </View>
    </Pressable>
  );
}
