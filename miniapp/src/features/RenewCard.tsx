import { Text, View } from '@tarojs/components';
import { session } from '@/services/session';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { useRenewal } from './useRenewal';

const text = {
  title: '还想收到这类提醒吗？',
  hint: (left: number) => `微信规定每同意一次只能收一条，现在还可收到 ${left} 条`,
  again: '增加接收次数',
  done: '好的，下次有新通知会再提醒您',
  refused: '没有增加次数，您仍可在收件箱看到全部通知',
};

/** From here on a renewal is worth asking for. */
const LOW = 1;

/**
 * Renewal of the consent at the right moment: after a pushed notice was read, or (`whenLow`) once one credit or none
 * is left.
 */
export function RenewCard({ whenLow = false }: { whenLow?: boolean }) {
  const { subscription, left, outcome, renew } = useRenewal(process.env.TARO_ENV === 'weapp' || session.signedIn());
  if (!subscription || (whenLow && left > LOW)) return null;
  return (
    <View className="card stack">
      <View className="title-2">{text.title}</View>
      <View className="small">{text.hint(left)}</View>
      <View {...aria({ live: true })}>
        {outcome && (outcome.failure ?? (outcome.accepted ? text.done : text.refused))}
      </View>
      {outcome === null && (
        <Pressable id="renew" className="button button--main" onPress={renew}>
          <Icon name="bell" />
          <Text>{text.again}</Text>
        </Pressable>
      )}
    </View>
  );
}
