import type { Reach } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '@/services/api';
import { session } from '@/services/session';
import { useQuery, type QueryResult } from '@/state/useQuery';
import { text } from './text';

export interface ReachPage {
  signedIn: boolean;
  reach: QueryResult<Reach>;
  checks: Reach['checks'];
  reachable: boolean;
}

/** Only the phone knows whether WeChat's main switch is on; null where it cannot be asked. */
async function mainSwitch(): Promise<boolean | null> {
  if (process.env.TARO_ENV === 'weapp') {
    const setting = await Taro.getSetting({ withSubscriptions: true });
    return setting.subscriptionsSetting?.mainSwitch ?? null;
  }
  return null;
}

/** The server's checks, with the phone's own knowledge about the WeChat switch laid over them. */
export function withPhone(checks: Reach['checks'], switchOn: boolean | null): Reach['checks'] {
  if (switchOn !== false) return checks;
  return checks.map((check) =>
    check.id === 'wechat' ? { ...check, ok: false, message: text.phoneOff, action: text.phoneOffAction } : check,
  );
}

/** "我能收到吗": every link of the chain. */
export function useReach(): ReachPage {
  const signed = useSyncExternalStore(session.subscribe, session.signedIn, session.signedIn);
  const signedIn = process.env.TARO_ENV === 'weapp' || signed;
  const reach = useQuery(signedIn ? api.reach() : null);
  const [switchOn, setSwitchOn] = useState<boolean | null>(null);
  const { value } = reach;
  useEffect(() => {
    // Asked again with every new answer of the server; refusal means we do not know.
    mainSwitch().then(setSwitchOn, () => setSwitchOn(null));
  }, [value]);
  const checks = withPhone(value?.checks ?? [], switchOn);
  return { signedIn, reach, checks, reachable: checks.length > 0 && checks.every((check) => check.ok) };
}
