import { View } from '@tarojs/components';
import { memo, type ReactNode } from 'react';
import { useGrowing } from '@/state/useGrowing';
import type { PagedList } from '@/state/usePagedList';
import { ListEnd } from './ListEnd';

interface RowsProps<T> {
  list: PagedList<T>;
  /** Draws one; must stay the same function, so that what stands is not drawn again with every page that comes. */
  children(item: T): ReactNode;
}

/** The cards of an endless list, few at a time, and its foot once all that came are drawn. */
export function Rows<T extends { id: string }>({ list, children }: RowsProps<T>) {
  const drawn = useGrowing(list.items.length);
  return (
    <View>
      <View>
        {list.items.slice(0, drawn).map((item) => (
          <Row key={item.id} item={item} draw={children as (item: unknown) => ReactNode} />
        ))}
      </View>
      <View>{drawn === list.items.length && <ListEnd list={list} />}</View>
    </View>
  );
}

const Row = memo(function Row({ item, draw }: { item: unknown; draw(item: unknown): ReactNode }) {
  return draw(item);
});
