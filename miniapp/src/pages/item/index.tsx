import { Text, View } from '@tarojs/components';
import type { ItemDetail, NoticeSummary } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { DocumentActions } from '@/ui/DocumentActions';
import { CopyNote, Empty, Failure, Skeleton } from '@/ui/Feedback';
import { HomeLink } from '@/ui/HomeLink';
import { Icon } from '@/ui/Icon';
import { ListItem } from '@/ui/ListItem';
import { Page } from '@/ui/Page';
import { Pressable } from '@/ui/Pressable';
import { ItemGuide } from './ItemGuide';
import { text } from './text';
import { useItem } from './useItem';
import { Heading } from '@/ui/Heading';
import './index.scss';

/** A permit item: who handles it now, what is known of the procedure, what it rests on. */
export default function ItemPage() {
  const { item, notices, followed, follow } = useItem();
  const { value, error, loading, savedAt, reload } = item;
  const missing = error?.status === 404 || (!loading && !value && !error);
  return (
    <Page>
      {loading && !value && <Skeleton rows={3} />}
      {missing && <Empty title={text.missing} icon="search" />}
      {error && !missing && <Failure error={error} onRetry={() => void reload()} />}
      <CopyNote savedAt={savedAt} />
      {value && <Detail item={value} notices={notices} followed={followed} onFollow={follow} />}
      <HomeLink />
    </Page>
  );
}

/** Names of this length in the largest size would fill the first screen. */
const LONG_NAME = 30;

interface DetailProps {
  item: ItemDetail;
  notices: readonly NoticeSummary[];
  followed: boolean;
  onFollow(): void;
}

function Detail({ item, notices, followed, onFollow }: DetailProps) {
  const { basis } = item;
  const { noticeId } = basis;
  return (
    <View>
      <View className="row small">
        <View className="tag tag--brand">{item.type}</View>
        <Text className="number">{text.number(item.no)}</Text>
      </View>
      <View
        className={`item__name ${item.name.length > LONG_NAME ? 'title-2' : 'title-1'}`}
        {...aria({ role: 'heading', level: 1 })}
      >
        {item.name}
      </View>
      <DocumentActions kind="item" id={item.id} title={item.name} />
      <View className="card">
        <Heading level={2}>{text.who}</Heading>
        <View className="field">
          <View className="field__name">{text.handledBy}</View>
          <View className="item__who">{item.handledBy}</View>
          <View className="small">
            {item.elements.place === null && item.elements.materials === null
              ? text.handledByUnknown
              : text.handledByMeaning}
          </View>
        </View>
        <View className="field">
          <View className="field__name">{text.department}</View>
          <View>{item.department}</View>
          <View className="small">{text.departmentMeaning}</View>
        </View>
      </View>
      <ItemGuide item={item} />
      <View className="card">
        <Heading level={2}>{text.basis}</Heading>
        {noticeId !== null ? (
          <ListItem icon="doc" name={basis.title} hint={basis.docNo} onPress={() => go.notice(noticeId)} />
        ) : (
          <View className="field">
            <View>{basis.title}</View>
            <View className="small">{basis.docNo}</View>
          </View>
        )}
      </View>
      {item.sameName.length > 0 && (
        <View className="card">
          <Heading level={2}>{text.sameName}</Heading>
          <View className="small">{text.sameNameHint}</View>
          {item.sameName.map((other) => (
            <ListItem
              key={other.id}
              name={other.department}
              hint={`${other.type} · ${text.number(other.no)}`}
              onPress={() => go.item(other.id)}
            />
          ))}
        </View>
      )}
      {notices.length > 0 && (
        <View className="card">
          <Heading level={2}>{text.notices}</Heading>
          {notices.map((notice) => (
            <ListItem
              key={notice.id}
              icon="doc"
              name={notice.title}
              hint={notice.validity}
              onPress={() => go.notice(notice.id)}
            />
          ))}
        </View>
      )}
      <Pressable id="follow" className={`button ${followed ? 'button--main' : ''}`} onPress={onFollow}>
        <Icon name="bell" />
        <Text>{followed ? text.followed : text.follow}</Text>
      </Pressable>
    </View>
  );
}
