import { View } from '@tarojs/components';
import { city } from '@shuozhi/shared';
import type { ItemSummary } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { CopyNote, Empty, Failure, Skeleton } from '@/ui/Feedback';
import { ItemCard } from '@/ui/ItemCard';
import { Page } from '@/ui/Page';
import { InfiniteList } from '@/ui/InfiniteList';
import { SearchLink } from '@/ui/SearchLink';
import { Filter } from './Filter';
import { text } from './text';
import { useItems } from './useItems';
import './index.scss';

const card = (item: ItemSummary) => <ItemCard item={item} onOpen={() => go.item(item.id)} />;

/** The catalogue of permit items: search, filters, list. */
export default function ItemsPage() {
  const { list, facets, type, department, chooseType, chooseDepartment } = useItems();
  return (
    <Page>
      <SearchLink hint={text.search} />
      <View className="small items__note">{text.explain(city.approvalBureau)}</View>
      <View className="card items__filters">
        <Filter name={text.types} options={facets.types} chosen={type} onChoose={chooseType} />
        <Filter name={text.departments} options={facets.departments} chosen={department} onChoose={chooseDepartment} />
      </View>
      {list.total !== null && (
        <View className="small items__total" {...aria({ role: 'status', live: true })}>
          {text.total(list.total)}
        </View>
      )}
      <CopyNote savedAt={list.savedAt} />
      {list.phase === 'opening' && list.items.length === 0 && <Skeleton />}
      {list.phase === 'failed' && list.error && <Failure error={list.error} onRetry={() => void list.refresh()} />}
      {list.phase === 'ready' && list.items.length === 0 && <Empty title={text.empty} hint={text.emptyHint} />}
      <InfiniteList list={list}>{card}</InfiniteList>
    </Page>
  );
}
