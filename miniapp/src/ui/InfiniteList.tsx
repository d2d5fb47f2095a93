import { View } from '@tarojs/components';
import { memo, type ReactNode } from 'react';
import { useIncrementalRender } from '@/state/useIncrementalRender';
import type { PagedList } from '@/state/usePagedList';
import { ListFooter } from './ListFooter';

interface InfiniteListProps<T> {
  list: PagedList<T>;
  /** Draws one; must stay the same function, so that what stands is not drawn again with every page that comes. */
  children(item: T): ReactNode;
}

/** The cards of an endless list, few at a time, and its foot once all that came are drawn. */
export function InfiniteList<T extends { id: string }>({ list, children }: InfiniteListProps<T>) {
  const drawn = useIncrementalRender(list.items.length);
  return (
    <View>
      <View>
        {list.items.slice(0, drawn).map((item) => (
          <Row key={item.id} item={item} draw={children as (item: unknown) => ReactNode} />
        ))}
      </View>
      <View>{drawn === list.items.length && <ListFooter list={list} />}</View>
    </View>
  );
}

const Row = memo(function Row({ item, draw }: { item: unknown; draw(item: unknown): ReactNode }) {
  return draw(item);
});
