import { Text, View } from '@tarojs/components';
import type { PagedList } from '@/state/usePagedList';
import { aria } from './aria';
import { EndSentinel } from './EndSentinel';
import { Pressable } from './Pressable';

/**
 * The foot of an endless list: on its way, failed with a retry, more by tap, or the end. Always an element of its own:
 * what comes and goes among the children of an element makes Taro send all of them to WeChat again, here the list.
 */
export function ListFooter<T>({ list }: { list: PagedList<T> }) {
  return <View>{list.items.length > 0 && <Foot list={list} />}</View>;
}

function Foot<T>({ list }: { list: PagedList<T> }) {
  if (list.phase === 'moreFailed') {
    return (
      <Pressable className="button button--plain list-end" onPress={() => void list.more()}>
        <Text>{list.error?.message ?? '没有加载成功'}，点此重试</Text>
      </Pressable>
    );
  }
  if (list.phase === 'more') {
    return (
      <View className="list-end small" {...aria({ role: 'status', live: true })}>
        正在加载更多
      </View>
    );
  }
  if (list.end) return <View className="list-end small">已经到底了</View>;
  return (
    <View>
      <EndSentinel shown={list.items.length} onReach={() => void list.more()} />
      <Pressable className="button button--plain list-end" onPress={() => void list.more()}>
        <Text>加载更多</Text>
      </Pressable>
    </View>
  );
}
