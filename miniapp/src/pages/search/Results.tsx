import { Text, View } from '@tarojs/components';
import type { NoticeHit, SearchResult } from '@shuozhi/shared/api';
import { anchorInWords } from '@/format/anchor';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Empty } from '@/ui/Feedback';
import { ItemCard } from '@/ui/ItemCard';
import { Marked } from '@/ui/Marked';
import { NoticeCard } from '@/ui/NoticeCard';
import { text } from './text';

/** Two groups: notices with the sentence that answers, and items; honest when the catalogue has none. */
export function Results({ result }: { result: SearchResult }) {
  const { notices, items, itemsConfident } = result;
  if (notices.length + items.length === 0) return <Empty icon="search" title={text.nothing} hint={text.nothingHint} />;
  const itemsPart = <Items key="items" result={result} />;
  const noticesPart = notices.length > 0 && (
    <View key="notices">
      <View className="section title-2" {...aria({ role: 'heading', level: 2 })}>
        {text.notices}
      </View>
      {notices.map((notice) => (
        <NoticeCard
          key={notice.id}
          notice={notice}
          title={<Marked parts={notice.highlight} />}
          below={<Passage notice={notice} />}
          onOpen={() => go.notice(notice.id, notice.passage?.anchor ?? undefined)}
        />
      ))}
    </View>
  );
  // A sure item is what a visitor of the hall came for; an unsure one must not push the answer down.
  return <View>{itemsConfident ? [itemsPart, noticesPart] : [noticesPart, itemsPart]}</View>;
}

function Items({ result: { items, itemsConfident } }: { result: SearchResult }) {
  return (
    <View>
      <View className="section title-2" {...aria({ role: 'heading', level: 2 })}>
        {text.items}
      </View>
      {!itemsConfident && (
        <View className="notice-bar notice-bar--calm" {...aria({ role: 'status', live: true })}>
          <Text>
            {text.notInCatalogue}
            {items.length > 0 && `。${text.maybe}：`}
          </Text>
        </View>
      )}
      {items.map((item) => (
        <ItemCard key={item.id} item={item} name={<Marked parts={item.highlight} />} onOpen={() => go.item(item.id)} />
      ))}
    </View>
  );
}

function Passage({ notice: { passage } }: { notice: NoticeHit }) {
  if (passage === null) return null;
  return (
    <View className="entry__summary">
      <Marked parts={passage.parts} />
      {passage.anchor && <Text className="small"> {text.openAt(anchorInWords(passage.anchor))}</Text>}
    </View>
  );
}
