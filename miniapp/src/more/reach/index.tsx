import { Text, View } from '@tarojs/components';
import type { Reach } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Failure, Skeleton } from '@/ui/Feedback';
import { Icon } from '@/ui/Icon';
import { SignedInPage } from '@/features/SignedInPage';
import { Pressable } from '@/ui/Pressable';
import { checkNames, text } from './text';
import { useReach } from './useReach';
import './index.scss';

/** "我能收到吗": tests every link between a notice and this phone, and says what to do. */
export default function ReachPage() {
  const { signedIn, reach, checks, reachable } = useReach();
  return (
    <SignedInPage signedIn={signedIn}>
      {reach.loading && <Skeleton rows={2} />}
      {reach.error && <Failure error={reach.error} onRetry={() => void reach.reload()} />}
      {reach.value && (
        <View>
          <View
            className={`card reach ${reachable ? 'reach--yes' : 'reach--no'}`}
            {...aria({ role: 'status', live: true })}
          >
            <Icon name={reachable ? 'check' : 'alert'} className="reach__icon" />
            <View className="grow">
              <View className="title-2">{reachable ? text.yes : text.no}</View>
              <View>{reachable ? text.yesHint : text.noHint}</View>
            </View>
          </View>
          <View className="card">
            {checks.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </View>
          {!reachable && (
            <Pressable className="button button--main" onPress={go.subscribe}>
              <Text>{text.fix}</Text>
            </Pressable>
          )}
          <Pressable id="again" className="button button--plain" onPress={() => void reach.reload()}>
            <Text>{text.again}</Text>
          </Pressable>
        </View>
      )}
    </SignedInPage>
  );
}

function Check({ check }: { check: Reach['checks'][number] }) {
  return (
    <View className="field check">
      <Icon name={check.ok ? 'check' : 'alert'} className={check.ok ? 'check--ok' : 'check--bad'} />
      <View className="grow">
        <View className="row">
          <Text className="grow check__name">{checkNames[check.id]}</Text>
          <Text className={check.ok ? 'check--ok' : 'check--bad'}>{check.ok ? text.ok : text.bad}</Text>
        </View>
        <View>{check.message}</View>
        {check.action && <View className="check__action">{check.action}</View>}
      </View>
    </View>
  );
}
