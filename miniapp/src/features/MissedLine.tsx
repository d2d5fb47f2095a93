import { Text, View } from '@tarojs/components';
import { session } from '@/services/session';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { useRenewal } from './useRenewal';

const text = {
  missed: (count: number) => `有 ${count} 条通知没能发到微信，续订后即可收到`,
  renew: '续订',
  done: '已续订，下次有新通知会提醒您',
  refused: '没有续订，通知都在收件箱里',
};

/** One calm line for who missed messages because the credit was gone. Nobody is signed in for it. */
export function MissedLine() {
  const { subscription, outcome, renew } = useRenewal(session.signedIn());
  const missed = subscription?.missed ?? 0;
  return (
    <View>
      {missed > 0 && (
        <View className="notice-bar notice-bar--calm missed">
          <Icon name="bell" />
          <View className="grow" {...aria({ role: 'status', live: true })}>
            {outcome ? (outcome.failure ?? (outcome.accepted ? text.done : text.refused)) : text.missed(missed)}
          </View>
          {outcome === null && (
            <Pressable id="renew-missed" className="button missed__renew" onPress={renew}>
              <Text>{text.renew}</Text>
            </Pressable>
          )}
        </View>
      )}
    </View>
  );
}
