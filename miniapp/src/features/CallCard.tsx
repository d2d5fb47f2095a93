import { Text, View } from '@tarojs/components';
import type { OwnCall } from '@shuozhi/shared/api';
import { useEffect, useState } from 'react';
import { api } from '@/services/api';
import { asApiError } from '@/services/ApiError';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { LevelTag } from '@/ui/Tag';
import { Pressable } from '@/ui/Pressable';
import { callText, remainingOf } from './callText';
import { Heading } from '@/ui/Heading';

interface CallCardProps {
  call: OwnCall;
  onConfirmed(): void;
  /** Leads to the alert; left out where the alert stands below. */
  linked?: boolean;
}

/** A call (叫应) to a person on duty: what it is, how long there is to answer, one button to confirm. */
export function CallCard({ call, onConfirmed, linked = false }: CallCardProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const open = call.state === 'waiting' || call.state === 'overdue';
  const now = useNow(call.state === 'waiting');
  const left = remainingOf(call, now);
  const { noticeId } = call;

  const confirm = () => {
    if (sending) return;
    setSending(true);
    setFailure(null);
    api
      .confirmCall(call.id)
      .then(onConfirmed)
      .catch((thrown: unknown) => setFailure(asApiError(thrown).message))
      .finally(() => setSending(false));
  };
  return (
    <View className={`card stack call ${open ? 'call--open' : ''}`}>
      <View className="row">
        {call.level && <LevelTag level={call.level} />}
        <Text className="small">{callText.calledAt(call.calledAt)}</Text>
      </View>
      <Heading level={2}>{call.title}</Heading>
      {open ? (
        <View className="call__left number">{left ?? callText.overdue}</View>
      ) : (
        <View className="row call__done" {...aria({ role: 'status', live: true })}>
          <Icon name="check" />
          <Text>{callText[call.state === 'confirmed' ? 'confirmed' : 'answered']}</Text>
        </View>
      )}
      <View {...aria({ role: 'alert', live: true })}>{failure}</View>
      {open && (
        <Pressable className="button button--main call__confirm" disabled={sending} onPress={confirm}>
          <Text>{sending ? callText.sending : callText.confirm}</Text>
        </Pressable>
      )}
      {linked && noticeId !== null && (
        <Pressable className="button button--plain" role="link" onPress={() => go.notice(noticeId)}>
          <Text>{callText.read}</Text>
        </Pressable>
      )}
    </View>
  );
}

/** The time in milliseconds since 1970, each second while `running`. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
