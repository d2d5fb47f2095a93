import { Text, View } from '@tarojs/components';
import type { ItemSummary } from '@shuozhi/shared/api';
import type { ReactNode } from 'react';
import { Pressable } from './Pressable';

interface ItemCardProps {
  item: ItemSummary;
  onOpen(): void;
  /** The name with marked words; the plain name when left out. */
  name?: ReactNode;
}

/** An item (办事事项) in a list: its name, type, who handles it now and where it came from. */
export function ItemCard({ item, onOpen, name }: ItemCardProps) {
  return (
    <Pressable
      className="card entry"
      role="link"
      readsContent
      label={`${item.name}，${item.type}，现由${item.handledBy}受理，原实施部门${item.department}`}
      onPress={onOpen}
    >
      <View className="entry__title">{name ?? item.name}</View>
      <View className="row small">
        <View className="tag tag--plain">{item.type}</View>
        <Text className="number">第 {item.no} 项</Text>
        <Text>原实施部门：{item.department}</Text>
      </View>
    </Pressable>
  );
}
