import { useDidShow, useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { nameBarButtons } from './services/browserFrame';
import { keepCatalogue } from './services/catalogueCopy';
import { offerUpdate } from './services/update';
import { checkUnread } from './services/unreadCheck';
import { followDevice } from './state/preferences';
import './app.scss';

const UNREAD_DELAY_MS = 2_000;
const CATALOGUE_DELAY_MS = 6_000;

/** The app around the pages. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    followDevice();
    offerUpdate();
    nameBarButtons();
  });
  useDidShow(() => {
    // After the first page's own requests.
    setTimeout(() => void checkUnread(), UNREAD_DELAY_MS);
    setTimeout(() => void keepCatalogue(Date.now()), CATALOGUE_DELAY_MS);
  });
  return children;
}
