import { Text, View } from '@tarojs/components';
import { chineseDate } from '@shuozhi/shared';
import type { NoticeHit, SearchResult } from '@shuozhi/shared/api';
import { anchorInWords } from '@/format/anchor';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Empty } from '@/ui/Feedback';
import { ItemCard } from '@/ui/ItemCard';
import { Marked } from '@/ui/Marked';
import { NoticeCard } from '@/ui/NoticeCard';
import { PhoneList } from '@/ui/PhoneList';
import { Pressable } from '@/ui/Pressable';
import { Heading } from '@/ui/Heading';
import { text } from './text';

/** So many notices that only lie near may stand before the items. */
const WEAK_BEFORE_ITEMS = 3;

interface ResultsProps {
  result: SearchResult;
  /** The words the results belong to. */
  typed: string;
  /** Searches them as typed, when they were corrected. */
  onExactly(): void;
  /** A result was opened. */
  onOpened(): void;
}

/** The answer, then two groups, the surer one first; rules of before apart; honest when nothing answers. */
export function Results({ result, typed, onExactly, onOpened }: ResultsProps) {
  const { notices, items, noticesConfident, first, answer, corrected } = result;
  const current = notices.filter((notice) => notice.standing !== 'past');
  const past = notices.filter((notice) => notice.standing === 'past');
  const weak = noticesConfident ? 0 : Math.max(0, current.length - WEAK_BEFORE_ITEMS);
  const openNotice = (id: string, anchor: string | null | undefined) => {
    onOpened();
    go.notice(id, anchor ?? undefined);
  };
  const openItem = (id: string) => {
    onOpened();
    go.item(id);
  };
  const itemsPart = <Items key="items" result={result} onOpen={openItem} />;
  const noticesPart = current.length > 0 && (
    <View key="notices">
      <Heading level={2} className="section">
        {text.notices}
      </Heading>
      {!noticesConfident && <Unsure>{`${text.noNotice}。${text.maybe}：`}</Unsure>}
      <Notices notices={current.slice(0, current.length - weak)} onOpen={openNotice} />
    </View>
  );
  return (
    <View>
      {corrected !== null && (
        <View className="notice-bar notice-bar--calm" {...aria({ role: 'status', live: true })}>
          <Text className="grow">{text.corrected(corrected)}</Text>
          <Pressable className="link" onPress={onExactly}>
            <Text>{text.exactly(typed)}</Text>
          </Pressable>
        </View>
      )}
      {answer !== null && <Answer answer={answer} onOpen={openNotice} />}
      {notices.length + items.length === 0 ? (
        <Empty icon="search" title={text.nothing} hint={text.nothingHint} />
      ) : (
        <View>{first === 'items' ? [itemsPart, noticesPart] : [noticesPart, itemsPart]}</View>
      )}
      {weak > 0 && (
        <View>
          <Heading level={2} className="section">
            {text.others}
          </Heading>
          <Notices notices={current.slice(-weak)} onOpen={openNotice} />
        </View>
      )}
      {past.length > 0 && (
        <View>
          <Heading level={2} className="section">
            {text.past}
          </Heading>
          <View className="small">{text.pastHint}</View>
          <Notices notices={past} onOpen={openNotice} />
        </View>
      )}
    </View>
  );
}

function Unsure({ children }: { children: string }) {
  return (
    <View className="notice-bar notice-bar--calm" {...aria({ role: 'status', live: true })}>
      <Text>{children}</Text>
    </View>
  );
}

type OpenNotice = (id: string, anchor: string | null | undefined) => void;

interface AnswerProps {
  answer: NonNullable<SearchResult['answer']>;
  onOpen: OpenNotice;
}

function Answer({ answer, onOpen }: AnswerProps) {
  const { title, writtenOn, noticeId, anchor, hotline } = answer;
  const source = text.answeredBy(title, writtenOn === null ? null : chineseDate(writtenOn));
  return (
    <View className="card">
      <Pressable className="entry" role="link" readsContent onPress={() => onOpen(noticeId, anchor)}>
        <View className="entry__title">{answer.text}</View>
        <View className="small">{source}</View>
      </Pressable>
      {hotline !== null && <PhoneList phones={[{ number: hotline }]} />}
    </View>
  );
}

function Notices({ notices, onOpen }: { notices: readonly NoticeHit[]; onOpen: OpenNotice }) {
  return (
    <View>
      {notices.map((notice) => (
        <NoticeCard
          key={notice.id}
          notice={notice}
          title={<Marked parts={notice.highlight} />}
          below={<Passage notice={notice} />}
          onOpen={() => onOpen(notice.id, notice.passage?.anchor)}
        />
      ))}
    </View>
  );
}

interface ItemsProps {
  result: SearchResult;
  onOpen(id: string): void;
}

function Items({ result: { items, itemsConfident }, onOpen }: ItemsProps) {
  return (
    <View>
      <Heading level={2} className="section">
        {text.items}
      </Heading>
      {!itemsConfident && <Unsure>{`${text.notInCatalogue}${items.length > 0 ? `。${text.maybe}：` : ''}`}</Unsure>}
      {items.map((item) => (
        <ItemCard key={item.id} item={item} name={<Marked parts={item.highlight} />} onOpen={() => onOpen(item.id)} />
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
