import type { OwnDuty } from '@shuozhi/shared/api';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { api } from '@/services/api';
import { asApiError } from '@/services/ApiError';
import { session } from '@/services/session';
import { useQuery, type QueryResult } from '@/state/useQuery';

/** Shorter codes are refused by the server anyway. */
const SHORTEST = 6;

export interface DutyPage {
  signedIn: boolean;
  duty: QueryResult<OwnDuty>;
  code: string;
  complete: boolean;
  failure: string | null;
  type(code: string): void;
  bind(): void;
}

/** Who is on duty at this phone, and what is to be confirmed. */
export function useDuty(): DutyPage {
  const signed = useSyncExternalStore(session.subscribe, session.signedIn, session.signedIn);
  const signedIn = process.env.TARO_ENV === 'weapp' || signed;
  const duty = useQuery(signedIn ? api.duty() : null);
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const { reload } = duty;
  // Back from the message or from WeChat's settings: calls may have come.
  useDidShow(() => void reload());
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()));

  const complete = code.trim().length >= SHORTEST;
  const bind = () => {
    if (!complete) return;
    setFailure(null);
    api
      .bindDuty(code.trim())
      .then(reload)
      // The keyboard had pushed the page up.
      .then(() => Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined))
      .catch((thrown: unknown) => setFailure(asApiError(thrown).message));
  };
  return { signedIn, duty, code, complete, failure, type: setCode, bind };
}
