import type { Subscription } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { offlineCache } from '@/services/offlineCache';
import { session } from '@/services/session';
import { itemDetail } from '../../../test/mocks/factories';
import { asked, serve, Status } from '../../../test/mocks/server';
import { router } from '../../../test/mocks/taro';
import ItemPage from './index';

const subscription: Subscription = {
  topics: ['fire'],
  regions: ['140602'],
  lowestLevel: 'red',
  keywords: ['招生'],
  itemIds: ['2020-1'],
  quietHours: null,
  updatedAt: '2026-01-01T00:00:00.000Z',
  credits: [],
  missed: 0,
};
const bodyText = () => document.body.textContent;

beforeEach(() => {
  offlineCache.clear();
  session.signOut();
  jest.clearAllMocks();
});

test('who handles it now stands first, who did before is explained', async () => {
  router.params = { id: '2020-33' };
  serve({ 'GET /items/2020-33': itemDetail() });
  render(<ItemPage />);
  await screen.findByText('示例市行政审批服务管理局');
  const order = ['现受理', '示例市行政审批服务管理局', '原实施部门', '市民政局', '仍负责事后监管'];
  const places = order.map((part) => bodyText().indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('what is not known says so and names whom to ask; nothing is made up', async () => {
  router.params = { id: '2020-33' };
  serve({ 'GET /items/2020-33': itemDetail() });
  render(<ItemPage />);
  await screen.findByText(/没有写明的一项都不猜/);
  expect(bodyText()).toContain('需要的材料暂未提供');
  fireEvent.click(screen.getByLabelText('拨打 12345'));
  expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '12345' });
});

test('what is known is shown', async () => {
  router.params = { id: '2020-33' };
  const elements = {
    ...itemDetail().elements,
    place: '政务大厅三楼',
    materials: [{ name: '备案申请书', form: '原件', required: true }],
  };
  serve({ 'GET /items/2020-33': itemDetail({ elements }) });
  render(<ItemPage />);
  await screen.findByText('政务大厅三楼');
  expect(bodyText()).toContain('备案申请书原件必要');
});

test('a scanned code opens its item; following it keeps the rest of the subscription', async () => {
  router.params = { scene: 'i-33' };
  let saved: unknown;
  serve({
    'GET /items/i-33': itemDetail(),
    'POST /auth/wechat': { token: 'TOKEN', resident: {} },
    'GET /me/subscription': subscription,
    'PUT /me/subscription': ({ data }: { data: unknown }) => {
      saved = data;
      return subscription;
    },
  });
  render(<ItemPage />);
  fireEvent.click(await screen.findByText('关注此事项'));
  await screen.findByText('已关注');
  expect(saved).toEqual({
    topics: ['fire'],
    regions: ['140602'],
    lowestLevel: 'red',
    keywords: ['招生'],
    quietHours: null,
    itemIds: ['2020-1', '2020-33'],
  });
});

test('an item that is followed already says so without a tap', async () => {
  router.params = { id: '2020-33' };
  serve({
    'POST /auth/wechat': { token: 'TOKEN', resident: {} },
    'GET /items/2020-33': itemDetail(),
    'GET /me/subscription': { ...subscription, itemIds: ['2020-33'] },
  });
  await session.signInWith('CODE');
  render(<ItemPage />);
  expect(await screen.findByText('已关注')).toBeTruthy();
});

test('looking at an item signs nobody in', async () => {
  router.params = { id: '2020-33' };
  serve({ 'GET /items/2020-33': itemDetail() });
  render(<ItemPage />);
  await screen.findByText('养老机构备案');
  await waitFor(() => expect(asked).toContain('GET /items/2020-33/notices'));
  expect(asked.filter((one) => /auth|me/.test(one))).toEqual([]);
});

test('an unknown code says that the catalogue has no such item', async () => {
  router.params = { scene: 'i-999' };
  serve({ 'GET /items/i-999': new Status(404, { code: 'item_not_found' }) });
  render(<ItemPage />);
  expect(await screen.findByText('目录中没有这个事项')).toBeTruthy();
});
