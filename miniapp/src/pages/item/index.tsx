import { Text, View } from '@tarojs/components';
import type { ItemDetail, NoticeSummary } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { DocumentActions } from '@/ui/DocumentActions';
import { CopyNote, Empty, Failure, Skeleton } from '@/ui/Feedback';
import { HomeLink } from '@/ui/HomeLink';
import { Icon } from '@/ui/Icon';
import { Line } from '@/ui/Line';
import { Page } from '@/ui/Page';
import { Tap } from '@/ui/Tap';
import { ItemGuide } from './ItemGuide';
import { text } from './text';
import { useItem } from './useItem';
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
        <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
          {text.who}
        </View>
        <View className="field">
          <View className="field__name">{text.handledBy}</View>
          <View className="item__who">{item.handledBy}</View>
          <View className="small">{text.handledByMeaning}</View>
        </View>
        <View className="field">
          <View className="field__name">{text.department}</View>
          <View>{item.department}</View>
          <View className="small">{text.departmentMeaning}</View>
        </View>
      </View>
      <ItemGuide item={item} />
      <View className="card">
        <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
          {text.basis}
        </View>
        {noticeId !== null ? (
          <Line icon="doc" name={basis.title} hint={basis.docNo} onTap={() => go.notice(noticeId)} />
        ) : (
          <View className="field">
            <View>{basis.title}</View>
            <View className="small">{basis.docNo}</View>
          </View>
        )}
      </View>
      {item.sameName.length > 0 && (
        <View className="card">
          <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
            {text.sameName}
          </View>
          <View className="small">{text.sameNameHint}</View>
          {item.sameName.map((other) => (
            <Line
              key={other.id}
              name={other.department}
              hint={`${other.type} · ${text.number(other.no)}`}
              onTap={() => go.item(other.id)}
            />
          ))}
        </View>
      )}
      {notices.length > 0 && (
        <View className="card">
          <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
            {text.notices}
          </View>
          {notices.map((notice) => (
            <Line
              key={notice.id}
              icon="doc"
              name={notice.title}
              hint={notice.validity}
              onTap={() => go.notice(notice.id)}
            />
          ))}
        </View>
      )}
      <Tap id="follow" className={`button ${followed ? 'button--main' : ''}`} onTap={onFollow}>
        <Icon name="bell" />
        <Text>{followed ? text.followed : text.follow}</Text>
      </Tap>
    </View>
  );
}
