import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { offlineCache } from '@/services/offlineCache';
import { session } from '@/services/session';
import { toggleFavourite } from '@/state/favourites';
import { asked, serve, Status } from '../../../test/mocks/server';
import { deviceStorage } from '../../../test/mocks/taro';
import PrivacyPage from './index';

const login = { 'POST /auth/wechat': { token: 'TOKEN', resident: {} } };

beforeEach(async () => {
  serve(login);
  await session.signInWith('CODE');
  jest.clearAllMocks();
});

test('deletion asks first, then removes everything personal here and there', async () => {
  serve({ ...login, 'DELETE /me': new Status(204, '') });
  offlineCache.store('/notices', 1);
  toggleFavourite({ kind: 'notice', id: 'n1', title: '通告', at: 1 });
  render(<PrivacyPage />);
  fireEvent.click(screen.getByText('删除我的数据'));
  await screen.findByText(/^已删除/);
  expect(Taro.showModal).toHaveBeenCalledTimes(1);
  expect(asked).toEqual(['DELETE /me']);
  expect(session.signedIn()).toBe(false);
  expect(offlineCache.usage().copies).toBe(0);
  expect(deviceStorage.get('favourites')).toBe('[]');
});

test('nothing is deleted without a yes', async () => {
  serve(login);
  (Taro.showModal as unknown as jest.Mock).mockResolvedValueOnce({ confirm: false });
  render(<PrivacyPage />);
  fireEvent.click(screen.getByText('删除我的数据'));
  await waitFor(() => expect(Taro.showModal).toHaveBeenCalled());
  expect(asked).toEqual([]);
  expect(session.signedIn()).toBe(true);
});

test('a failed deletion keeps the sign-in and says why', async () => {
  serve({ ...login, 'DELETE /me': new Status(503) });
  render(<PrivacyPage />);
  fireEvent.click(screen.getByText('删除我的数据'));
  expect(await screen.findByText('服务暂时不可用，请稍后再试')).toBeTruthy();
  expect(session.signedIn()).toBe(true);
});

test('the export goes to the clipboard, readable', async () => {
  serve({ ...login, 'GET /me/export': { topics: ['fire'] } });
  render(<PrivacyPage />);
  fireEvent.click(screen.getByText('导出我的数据'));
  await screen.findByText(/^已复制/);
  expect(Taro.setClipboardData).toHaveBeenCalledWith({ data: JSON.stringify({ topics: ['fire'] }, null, 2) });
});
