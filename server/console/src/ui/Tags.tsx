import { levelName, regionName, topicName } from '@shuozhi/shared';
import type { Schemas } from '@shuozhi/client';
import { STATUS_NAMES, type NoticeStatus } from '@/format/words';

/** Where a notice is on its way; never by colour alone. */
export function StatusTag({ status }: { status: NoticeStatus }) {
  return <span className={`tag tag--${status}`}>{STATUS_NAMES[status]}</span>;
}

type Level = NonNullable<Schemas['StaffNoticeSummary']['level']>;

export function LevelTag({ level }: { level: Level }) {
  return <span className={`tag level--${level}`}>{levelName(level)}预警</span>;
}

/** Topics and regions in one line of plain text. */
export function Placed({ topics, regions }: { topics: readonly string[]; regions: readonly string[] }) {
  return (
    <span className="muted">
      {topics.map(topicName).join('、') || '未选主题'} · {regions.map(regionName).join('、') || '全市'}
    </span>
  );
}
