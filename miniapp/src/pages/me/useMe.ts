import { useDidShow } from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { session } from '@/services/session';
import { refreshUnread } from '@/services/refreshUnread';
import { useFavourites } from '@/state/favourites';
import { redrawBadge, setUnread, useUnread } from '@/state/unread';

export interface MePage {
  unread: number;
  favourites: number;
  /** Signed in as a demo resident in a browser: the only sign-in that can be left. */
  demo: boolean;
  signOut(): void;
}

/** What the menu of 我的 shows beside its lines. */
export function useMe(): MePage {
  const signedIn = useSyncExternalStore(session.subscribe, session.signedIn, session.signedIn);
  const unread = useUnread();
  const favourites = useFavourites().length;
  useDidShow(() => {
    redrawBadge();
    void refreshUnread();
  });
  return {
    unread,
    favourites,
    demo: process.env.TARO_ENV === 'h5' && signedIn,
    signOut: () => {
      setUnread(0);
      session.signOut();
    },
  };
}
