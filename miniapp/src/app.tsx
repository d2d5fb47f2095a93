import { useDidShow, useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { labelNavigationButtons } from './services/labelNavigationButtons';
import { refreshCatalogue } from './services/refreshCatalogue';
import { offerUpdate } from './services/update';
import { refreshUnread } from './services/refreshUnread';
import { followDevice } from './state/preferences';
import './app.scss';

const UNREAD_DELAY_MS = 2_000;
const CATALOGUE_DELAY_MS = 6_000;

/** The app around the pages. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    followDevice();
    offerUpdate();
    labelNavigationButtons();
  });
  useDidShow(() => {
    // After the first page's own requests.
    setTimeout(() => void refreshUnread(), UNREAD_DELAY_MS);
    setTimeout(() => void refreshCatalogue(Date.now()), CATALOGUE_DELAY_MS);
  });
  return children;
}
