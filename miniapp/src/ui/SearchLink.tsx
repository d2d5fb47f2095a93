import { Text, View } from '@tarojs/components';
import { go } from '@/services/navigate';
import { Icon } from './Icon';
import { Pressable } from './Pressable';

/** Looks like a search field and opens the search page. */
export function SearchLink({ hint }: { hint: string }) {
  return (
    <View className="search-bar">
      <Pressable className="search-link" role="link" label={`搜索，${hint}`} onPress={() => go.search()}>
        <Icon name="search" />
        <Text className="grow">{hint}</Text>
      </Pressable>
    </View>
  );
}
