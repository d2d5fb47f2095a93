import { View } from '@tarojs/components';
import { TOPICS, type TopicId } from '@shuozhi/shared';
import type { NoticeSummary } from '@shuozhi/shared/api';
import { MissedLine } from '@/parts/MissedLine';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Choice } from '@/ui/Choice';
import { CopyNote, Empty, Failure, Skeleton } from '@/ui/Feedback';
import { NoticeCard } from '@/ui/NoticeCard';
import { Page } from '@/ui/Page';
import { Rows } from '@/ui/Rows';
import { SearchLink } from '@/ui/SearchLink';
import { PinnedCard } from './PinnedCard';
import { RegionSwitch } from './RegionSwitch';
import { text } from './text';
import { useNotices } from './useNotices';
import './index.scss';

const ALL = 'all';
const topicOptions = [{ id: ALL, name: text.allTopics }, ...TOPICS.map(({ id, name }) => ({ id, name }))];

const card = (notice: NoticeSummary) => <NoticeCard notice={notice} onOpen={() => go.notice(notice.id)} />;

/** Home: search in reach, what is in force today, then the stream by topic. */
export default function NoticesPage() {
  const { list, pinned, topic, region, chooseTopic } = useNotices();
  return (
    <Page>
      <SearchLink hint={text.search} />
      <MissedLine />
      <RegionSwitch region={region} />
      {pinned !== null && pinned.length === 0 && <View className="small">{text.nonePinned}</View>}
      {pinned !== null && pinned.length > 0 && (
        <View>
          <View className="section title-2" {...aria({ role: 'heading', level: 2 })}>
            {text.pinned}
          </View>
          {pinned.map((notice) => (
            <PinnedCard key={notice.id} notice={notice} />
          ))}
        </View>
      )}
      <View className="section title-2" {...aria({ role: 'heading', level: 2 })}>
        {text.stream}
      </View>
      <Choice
        sideways
        label={text.topic}
        options={topicOptions}
        chosen={[topic ?? ALL]}
        onChoose={(id) => chooseTopic(id === ALL ? null : (id as TopicId))}
      />
      <View className="notices__list">
        <CopyNote savedAt={list.savedAt} />
        {list.phase === 'opening' && list.items.length === 0 && <Skeleton />}
        {list.phase === 'failed' && list.error && <Failure error={list.error} onRetry={() => void list.refresh()} />}
        {list.phase === 'ready' && list.items.length === 0 && <Empty title={text.empty} hint={text.emptyHint} />}
        <Rows list={list}>{card}</Rows>
      </View>
    </Page>
  );
}
