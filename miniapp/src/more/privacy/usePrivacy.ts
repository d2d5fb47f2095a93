import Taro from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { api } from '@/services/api';
import { asApiError } from '@/services/ApiError';
import { offlineCache } from '@/services/offlineCache';
import { session } from '@/services/session';
import { clearFavourites } from '@/state/favourites';
import { setUnread } from '@/state/unread';
import { forgetRecent } from '@/state/recent';
import { text } from './text';

export interface PrivacyPage {
  signedIn: boolean;
  message: string | null;
  exportData(): void;
  removeData(): void;
}

/** Export and deletion of everything known about the resident. */
export function usePrivacy(): PrivacyPage {
  const signed = useSyncExternalStore(session.subscribe, session.signedIn, session.signedIn);
  const [message, setMessage] = useState<string | null>(null);
  const tell = (work: Promise<string | null>) => {
    work.then(setMessage, (thrown: unknown) => setMessage(asApiError(thrown).message));
  };
  return {
    signedIn: process.env.TARO_ENV === 'weapp' || signed,
    message,
    exportData: () => tell(exportData()),
    removeData: () => tell(removeData()),
  };
}

async function exportData(): Promise<string> {
  const data = await api.exportMe();
  await Taro.setClipboardData({ data: JSON.stringify(data, null, 2) });
  return text.exported;
}

/** Asks, then removes the resident from the server and everything personal from the device. null when not confirmed. */
async function removeData(): Promise<string | null> {
  const { confirm } = await Taro.showModal({
    title: text.confirmTitle,
    content: text.removeHint,
    confirmText: text.confirm,
    confirmColor: '#a91e1e',
  });
  if (!confirm) return null;
  await api.deleteMe();
  session.signOut();
  setUnread(0);
  clearFavourites();
  forgetRecent();
  offlineCache.clear();
  return text.removed;
}
