import type { Inbox, InboxEntry } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { session } from '@/services/session';
import { setUnread } from '@/state/unread';
import { noticeSummary } from '../../../test/mocks/factories';
import { asked, serve } from '../../../test/mocks/server';
import InboxPage from './index';

const entry = (id: string, read: boolean): InboxEntry => ({
  id,
  event: 'publish',
  title: `通告${id}`,
  at: '2026-03-02T02:00:00.000Z',
  read,
  notice: noticeSummary({ id: `n-${id}`, title: `通告${id}` }),
  itemId: null,
  page: `pages/notice/index?id=n-${id}`,
});
const inbox: Inbox = { items: [entry('甲', false), entry('乙', true)], nextCursor: null, unread: 1 };
const login = { 'POST /auth/wechat': { token: 'TOKEN', resident: {} } };
let marked: unknown[];

beforeEach(async () => {
  marked = [];
  setUnread(0);
  jest.clearAllMocks();
  serve({
    ...login,
    'GET /me/inbox': inbox,
    'POST /me/inbox/read': ({ data }: { data: unknown }) => {
      marked.push(data);
      return {};
    },
  });
  await session.signInWith('CODE');
});

test('opening an unread message marks it and leads to its page', async () => {
  render(<InboxPage />);
  fireEvent.click(await screen.findByLabelText(/^未读，通告甲/));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/notice/index?id=n-甲' });
  await waitFor(() => expect(marked).toEqual([{ ids: ['甲'] }]));
  expect(screen.getByText('没有未读')).toBeTruthy();
  expect(screen.queryByText('未读')).toBeNull();
});

test('a read message is not marked again', async () => {
  render(<InboxPage />);
  fireEvent.click(await screen.findByLabelText(/^通告乙/));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/notice/index?id=n-乙' });
  expect(asked.filter((one) => one.includes('read'))).toEqual([]);
});

test('all can be marked at once, and the badge goes', async () => {
  render(<InboxPage />);
  await screen.findByText('1 条未读');
  expect(Taro.setTabBarBadge).toHaveBeenCalledWith({ index: 3, text: '1' });
  fireEvent.click(screen.getByText('全部标为已读'));
  await waitFor(() => expect(marked).toEqual([{}]));
  expect(screen.getByText('没有未读')).toBeTruthy();
  expect(Taro.removeTabBarBadge).toHaveBeenCalledWith({ index: 3 });
});

test('an empty inbox leads to the subscription', async () => {
  serve({ ...login, 'GET /me/inbox': { items: [], nextCursor: null, unread: 0 } });
  render(<InboxPage />);
  fireEvent.click(await screen.findByText('去订阅'));
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/subscribe/index' });
});
