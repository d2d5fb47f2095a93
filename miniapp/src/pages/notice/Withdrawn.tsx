import { Text, View } from '@tarojs/components';
import type { NoticeWithdrawal } from '@shuozhi/shared/api';
import { api } from '@/services/api';
import { go } from '@/services/navigate';
import { useQuery } from '@/state/useQuery';
import { Failure, Skeleton } from '@/ui/Feedback';
import { Heading } from '@/ui/Heading';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';

/** A notice that was taken back: that first, then what it was, when and why. Never its text. */
export function Withdrawn({ id }: { id: string }) {
  const { value, error, loading, reload } = useQuery(api.noticeWithdrawal(id));
  return (
    <View>
      {loading && !value && <Skeleton rows={1} />}
      {error && !value && <Failure error={error} onRetry={() => void reload()} />}
      {value && <Facts notice={value} />}
    </View>
  );
}

function Facts({ notice }: { notice: NoticeWithdrawal }) {
  const { title, issuer, docNo, level, exercise, withdrawnOn, reason, replacedById } = notice;
  return (
    <View className="card">
      <View className="row">
        <View className="tag tag--bad">
          <Icon name="ban" className="tag__icon" />
          <Text>{text.withdrawn}</Text>
        </View>
      </View>
      <Heading level={1} className="notice__title">
        {title}
      </Heading>
      <View className="notice__validity">
        {exercise ? text.exercise : level === null ? text.withdrawnHint(withdrawnOn) : text.withdrawnAlert(withdrawnOn)}
      </View>
      {reason !== null && (
        <View className="field">
          <View className="field__name">{text.withdrawnReason}</View>
          <View>{reason}</View>
        </View>
      )}
      <View className="small">{[issuer, docNo].filter(Boolean).join(' · ')}</View>
      {replacedById !== null && (
        <Pressable className="button button--main" onPress={() => go.notice(replacedById)}>
          <Text>{text.withdrawnReplaced}</Text>
        </Pressable>
      )}
    </View>
  );
}
