import { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { nameBarButtons } from './services/browserFrame';
import { offerUpdate } from './services/update';
import { followDevice } from './state/preferences';
import './app.scss';

/** The app around the pages. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    followDevice();
    offerUpdate();
    nameBarButtons();
  });
  return children;
}
