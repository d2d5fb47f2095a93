import { Text, View } from '@tarojs/components';
import { templateKindName } from '@shuozhi/shared';
import type { Credit } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { ListItem } from '@/ui/ListItem';
import { Heading } from '@/ui/Heading';
import { text } from './text';

/** How many messages WeChat will still let through, per kind, and the way to the self-check. */
export function CreditsCard({ credits }: { credits: readonly Credit[] }) {
  return (
    <View className="card">
      <Heading level={2}>{text.credits}</Heading>
      {credits.map((credit) => (
        <View className="field row" key={credit.kind}>
          <Text className="grow">{templateKindName(credit.kind)}</Text>
          <Text className={credit.longTerm || credit.remaining > 1 ? 'number' : 'number credits__low'}>
            {credit.longTerm && credit.remaining > 0 ? text.longTerm : text.left(credit.remaining)}
          </Text>
        </View>
      ))}
      <View className="small">{text.creditsHint}</View>
      <ListItem icon="check" name={text.reach} hint={text.reachHint} onPress={go.reach} />
    </View>
  );
}
