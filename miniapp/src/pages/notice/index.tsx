import { Text, View } from '@tarojs/components';
import type { ItemSummary, NoticeDetail } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { DocumentBody } from '@/ui/blocks/DocumentBody';
import { DocumentActions } from '@/ui/DocumentActions';
import { CopyNote, Empty, Failure, Skeleton } from '@/ui/Feedback';
import { HomeLink } from '@/ui/HomeLink';
import { KeyFacts } from '@/ui/KeyFacts';
import { ListItem } from '@/ui/ListItem';
import { EndSentinel } from '@/ui/EndSentinel';
import { Page } from '@/ui/Page';
import { OpenCall } from '@/features/OpenCall';
import { RenewCard } from '@/features/RenewCard';
import { Pressable } from '@/ui/Pressable';
import { NoticeAttachments } from './NoticeAttachments';
import { NoticeContents } from './NoticeContents';
import { NoticeDates } from './NoticeDates';
import { NoticeHead } from './NoticeHead';
import { NoticeRelations } from './NoticeRelations';
import { OverStrip } from './OverStrip';
import { text } from './text';
import type { DocumentText } from './useDocument';
import { useNotice } from './useNotice';
import { Withdrawn } from './Withdrawn';
import { Heading } from '@/ui/Heading';
import './index.scss';

/** A notice: whether it holds, what matters, then the text and everything about it. */
export default function NoticePage() {
  const { id, notice, document, items, fromPush } = useNotice();
  const { error, loading, savedAt, reload } = notice;
  const withdrawn = error?.code === 'notice_withdrawn';
  // A copy of what was taken back is not shown.
  const value = withdrawn ? null : notice.value;
  return (
    <Page>
      {loading && !value && <Skeleton rows={3} />}
      {withdrawn && <Withdrawn id={id} />}
      {error && !withdrawn && <Failure error={error} onRetry={() => void reload()} />}
      {!loading && !value && !error && <Empty title={text.missing} />}
      <View>
        <CopyNote savedAt={savedAt} />
      </View>
      <View>{value?.level && <OpenCall noticeId={value.id} />}</View>
      {value && <OverStrip notice={value} />}
      {value && <Detail notice={value} document={document} items={items} />}
      <View>
        {value && fromPush && <RenewCard />}
        <HomeLink />
      </View>
    </Page>
  );
}

interface DetailProps {
  notice: NoticeDetail;
  document: DocumentText;
  items: readonly ItemSummary[];
}

function Detail({ notice, document, items }: DetailProps) {
  const jump = (block: number) => void document.jump(block);
  return (
    <View>
      <NoticeHead notice={notice} />
      <KeyFacts facts={notice.keyFacts} hotlines={notice.hotlines} onSource={(fact) => jump(fact.source.block)} />
      <DocumentActions kind="notice" id={notice.id} title={notice.title} number={notice.docNo} />
      <NoticeContents outline={notice.outline} onJump={jump} />
      <View className="card">
        <Heading level={2}>{text.body}</Heading>
        <View>
          {document.start > 0 && (
            <Pressable className="button button--plain" onPress={() => void document.before()}>
              <Text>{text.before}</Text>
            </Pressable>
          )}
        </View>
        <DocumentBody blocks={document.blocks} start={document.start} target={document.target} />
        <TextEnd document={document} />
      </View>
      <NoticeAttachments notice={notice} />
      <NoticeDates notice={notice} />
      <NoticeRelations notice={notice} />
      {items.length > 0 && (
        <View className="card">
          <Heading level={2}>{text.items}</Heading>
          {items.map((item) => (
            <ListItem key={item.id} name={item.name} hint={item.type} onPress={() => go.item(item.id)} />
          ))}
        </View>
      )}
    </View>
  );
}

/**
 * The foot of a text that goes on. In an element of its own: what comes and goes among the children of an element makes
 * Taro send all of them to WeChat again, here the whole text.
 */
function TextEnd({ document }: { document: DocumentText }) {
  const { loading, unfinished, error, blocks, more } = document;
  return (
    <View>
      {loading && (
        <View className="small" {...aria({ role: 'status', live: true })}>
          {text.loadingText}
        </View>
      )}
      {unfinished && !loading && !error && <EndSentinel shown={blocks.length} onReach={() => void more()} />}
      {unfinished && !loading && (
        <Pressable className="button button--plain" onPress={() => void more()}>
          <Text>{error?.message ?? text.moreText}</Text>
        </Pressable>
      )}
    </View>
  );
}
