import { Text, View } from '@tarojs/components';
import { chineseDate, civilDateOf, daysBetween, type CivilDate } from '@shuozhi/shared';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { Heading } from '@/ui/Heading';
import { text } from './text';

const dayOr = (day: string | null) => (day === null ? text.unknown : chineseDate(day));
const clockOf = (moment: string | null) => (moment ? ` ${moment.slice(11, 16)}` : '');

/** What the first day means: before the document was written, it applies backwards. */
function startMeaning(from: CivilDate | null, writtenOn: CivilDate | null): string {
  if (from === null) return text.startUnknown;
  const earlier = writtenOn === null ? 0 : daysBetween(from, writtenOn);
  return earlier > 0 ? text.retroactive(earlier) : text.effectiveMeaning;
}

/** The last day as the document says it; `24:00` for the end of a day. */
function lastDay({ effectiveTo, endsAt }: NoticeDetail): string {
  if (effectiveTo === null) return text.unknown;
  const clock = clockOf(endsAt);
  return `${chineseDate(effectiveTo)}${clock === ' 00:00' ? ' 24:00' : clock}`;
}

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
    {
      name: text.effective,
      value: `${dayOr(notice.effectiveFrom)}${clockOf(notice.startsAt)}`,
      meaning: startMeaning(notice.effectiveFrom, notice.writtenOn),
    },
    {
      name: text.effectiveTo,
      value: lastDay(notice),
      meaning:
        notice.effectiveTo === null ? text.endUnknown : notice.endsAt ? text.endsAtMeaning : text.effectiveToMeaning,
    },
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
