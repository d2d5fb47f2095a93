import { View } from '@tarojs/components';
import { api } from '@/services/api';
import { session } from '@/services/session';
import { useQuery } from '@/state/useQuery';
import { CallCard } from './CallCard';

/** On the page of an alert: the call that awaits this person's answer. Nothing for everybody else. */
export function OpenCall({ noticeId }: { noticeId: string }) {
  const { value, reload } = useQuery(session.signedIn() ? api.duty() : null);
  const call = value?.calls.find((one) => one.noticeId === noticeId);
  return <View>{call && <CallCard call={call} onConfirmed={() => void reload()} />}</View>;
}
