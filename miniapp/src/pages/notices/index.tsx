import { View } from '@tarojs/components';
import { TOPICS, type TopicId } from '@shuozhi/shared';
import type { NoticeSummary } from '@shuozhi/shared/api';
import { MissedLine } from '@/features/MissedLine';
import { go } from '@/services/navigate';
import { Choice } from '@/ui/Choice';
import { CopyNote, Empty, Failure, Skeleton } from '@/ui/Feedback';
import { NoticeCard } from '@/ui/NoticeCard';
import { Page } from '@/ui/Page';
import { InfiniteList } from '@/ui/InfiniteList';
import { SearchLink } from '@/ui/SearchLink';
import { PinnedCard } from './PinnedCard';
import { RegionSwitch } from './RegionSwitch';
import { text } from './text';
import { useNotices } from './useNotices';
import { Heading } from '@/ui/Heading';
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
          <Heading level={2} className="section">
            {text.pinned}
          </Heading>
          {pinned.map((notice) => (
            <PinnedCard key={notice.id} notice={notice} />
          ))}
        </View>
      )}
      <Heading level={2} className="section">
        {text.stream}
      </Heading>
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
        <InfiniteList list={list}>{card}</InfiniteList>
      </View>
    </Page>
  );
}
