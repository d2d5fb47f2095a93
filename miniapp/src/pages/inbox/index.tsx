import { Text, View } from '@tarojs/components';
import type { InboxEntry } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Empty, Failure, Skeleton } from '@/ui/Feedback';
import { ListFooter } from '@/ui/ListFooter';
import { NoticeCard } from '@/ui/NoticeCard';
import { RenewCard } from '@/features/RenewCard';
import { SignedInPage } from '@/features/SignedInPage';
import { Pressable } from '@/ui/Pressable';
import { ageInWords } from '@/format/age';
import { eventNames, text } from './text';
import { useInbox, type InboxPage as Model } from './useInbox';
import './index.scss';

/** Everything that concerned the resident since subscribing. */
export default function InboxPage() {
  const page = useInbox();
  return (
    <SignedInPage signedIn={page.signedIn}>
      <Entries page={page} />
    </SignedInPage>
  );
}

function Entries({ page }: { page: Model }) {
  const { list, unread, isRead, open, readAll } = page;
  return (
    <View>
      {list.items.length > 0 && (
        <View className="row inbox__head">
          <View className="grow" {...aria({ role: 'status', live: true })}>
            {text.unread(unread)}
          </View>
          {unread > 0 && (
            <Pressable id="read-all" className="link" onPress={readAll}>
              <Text>{text.readAll}</Text>
            </Pressable>
          )}
        </View>
      )}
      {list.phase === 'opening' && list.items.length === 0 && <Skeleton />}
      {list.phase === 'failed' && list.error && <Failure error={list.error} onRetry={() => void list.refresh()} />}
      {list.phase === 'ready' && list.items.length === 0 && (
        <Empty icon="inbox" title={text.empty} hint={text.emptyHint}>
          <Pressable className="button button--main" onPress={go.subscribe}>
            <Text>{text.subscribe}</Text>
          </Pressable>
        </Empty>
      )}
      {list.items.length > 0 && <RenewCard whenLow />}
      <View>
        {list.items.map((entry) => (
          <Entry key={entry.id} entry={entry} read={isRead(entry)} onOpen={() => open(entry)} />
        ))}
      </View>
      <ListFooter list={list} />
    </View>
  );
}

function Entry({ entry, read, onOpen }: { entry: InboxEntry; read: boolean; onOpen(): void }) {
  const when = ageInWords(Date.parse(entry.at), Date.now());
  const what = eventNames[entry.event] ?? entry.title;
  const below = (
    <View className="small">
      {what} · {when}
    </View>
  );
  if (entry.notice)
    return <NoticeCard notice={entry.notice} title={entry.title} unread={!read} below={below} onOpen={onOpen} />;
  return (
    <Pressable
      className="card entry"
      role="link"
      readsContent
      label={`${read ? '' : '未读，'}${entry.title}，${what}`}
      onPress={onOpen}
    >
      {!read && <View className="tag tag--brand">未读</View>}
      <View className="entry__title">{entry.title}</View>
      {below}
    </Pressable>
  );
}
