import { Text, View } from '@tarojs/components';
import { chineseDate, civilDateOf } from '@shuozhi/shared';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { Heading } from '@/ui/Heading';
import { text } from './text';

const dayOr = (day: string | null) => (day === null ? text.unknown : chineseDate(day));

/** The three dates, each explained in one line, and the document's number. */
export function NoticeDates({ notice }: { notice: NoticeDetail }) {
  const rows = [
    { name: text.docNo, value: notice.docNo ?? text.noDocNo },
    { name: text.writtenOn, value: dayOr(notice.writtenOn), meaning: text.writtenOnMeaning },
    {
      name: text.publishedAt,
      value: chineseDate(civilDateOf(new Date(notice.publishedAt))),
      meaning: text.publishedAtMeaning,
    },
    { name: text.effective, value: dayOr(notice.effectiveFrom), meaning: text.effectiveMeaning },
    { name: text.effectiveTo, value: dayOr(notice.effectiveTo), meaning: text.effectiveToMeaning },
    ...(notice.repealedOn ? [{ name: text.repealedOn, value: chineseDate(notice.repealedOn) }] : []),
    ...(notice.addressees ? [{ name: text.addressees, value: notice.addressees }] : []),
  ];
  return (
    <View className="card">
      <Heading level={2}>{text.dates}</Heading>
      {rows.map((row) => (
        <View className="field" key={row.name}>
          <View className="row">
            <Text className="field__name grow">{row.name}</Text>
            <Text className="number notice__date">{row.value}</Text>
          </View>
          {row.meaning && <View className="small">{row.meaning}</View>}
        </View>
      ))}
    </View>
  );
}
