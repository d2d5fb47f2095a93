import { Text } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { go } from '@/services/navigate';
import { Pressable } from './Pressable';

/** The way home for who came by a message, a share or a code: there is no page to go back to. */
export function HomeLink() {
  if (Taro.getCurrentPages().length > 1) return null;
  return (
    <Pressable className="button" role="link" onPress={() => go.notices()}>
      <Text>看全部通知</Text>
    </Pressable>
  );
}
