import type { NoticeSummary, Page } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { offlineCache } from '@/services/offlineCache';
import { setPreferences } from '@/state/preferences';
import { noticeSummary } from '../../../test/mocks/factories';
import { asked, OFFLINE, serve, Status } from '../../../test/mocks/server';
import { fireHook } from '../../../test/mocks/taro';
import NoticesPage from './index';

const page = (nextCursor: string | null, ...items: NoticeSummary[]): Page<NoticeSummary> => ({ items, nextCursor });
const plain = (id: string) => noticeSummary({ id, title: `关于${id}的通知`, kind: '通知', validity: '未注明' });

beforeEach(() => {
  offlineCache.clear();
  setPreferences({ region: '140600' });
  jest.clearAllMocks();
});

test('the stream goes on at its end, and ends', async () => {
  serve({
    'GET /notices': ({ url }: { url: string }) =>
      url.includes('cursor=2') ? page(null, plain('修路')) : page('2', plain('供暖')),
  });
  render(<NoticesPage />);
  await screen.findByText('关于供暖的通知');
  await act(async () => {
    await Promise.all(fireHook('reachBottom'));
  });
  expect(await screen.findByText('关于修路的通知')).toBeTruthy();
  expect(screen.getByText('关于供暖的通知')).toBeTruthy();
  expect(screen.getByText('已经到底了')).toBeTruthy();
});

test('a ban in force stands above the stream with its last day', async () => {
  serve({ 'GET /notices': page(null, plain('供暖'), noticeSummary({ effectiveTo: '2999-05-31' })) });
  render(<NoticesPage />);
  const pinned = await screen.findByLabelText(/^正在生效：关于禁止野外用火的通告，到 2999年5月31日/);
  expect(pinned.compareDocumentPosition(screen.getByText('最新通知'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('an alert shows its level in words, not only in colour', async () => {
  serve({ 'GET /notices': page(null, noticeSummary({ level: 'orange', title: '重污染天气预警' })) });
  render(<NoticesPage />);
  await screen.findAllByText('重污染天气预警');
  expect(screen.getAllByText('橙色预警').length).toBeGreaterThan(0);
});

test('a topic and a district narrow the list', async () => {
  serve({ 'GET /notices': page(null, plain('供暖')) });
  render(<NoticesPage />);
  await screen.findByText('关于供暖的通知');
  fireEvent.click(screen.getByLabelText('防火禁火'));
  await waitFor(() => expect(asked.some((one) => one.includes('topic=fire'))).toBe(true));
  fireEvent.click(screen.getByLabelText(/^地区：全市/));
  fireEvent.click(screen.getByLabelText('右玉县'));
  await waitFor(() => expect(asked.some((one) => /region=140623.*topic=fire/.test(one))).toBe(true));
  expect(screen.getByLabelText(/^地区：右玉县/)).toBeTruthy();
});

test('an empty list says so', async () => {
  serve({ 'GET /notices': page(null) });
  render(<NoticesPage />);
  expect(await screen.findByText('这里还没有通知')).toBeTruthy();
});

test('a failure says what is wrong and can be tried again', async () => {
  let down = true;
  serve({ 'GET /notices': () => (down ? new Status(503) : page(null, plain('供暖'))) });
  render(<NoticesPage />);
  await screen.findByText('服务暂时不可用，请稍后再试');
  down = false;
  fireEvent.click(screen.getByText('重试'));
  expect(await screen.findByText('关于供暖的通知')).toBeTruthy();
});

test('without a network the last list is shown with its age', async () => {
  serve({ 'GET /notices': page(null, plain('供暖')) });
  const first = render(<NoticesPage />);
  await screen.findByText('关于供暖的通知');
  first.unmount();
  serve({ 'GET /notices': OFFLINE });
  render(<NoticesPage />);
  expect(screen.getByText('关于供暖的通知')).toBeTruthy();
  expect(await screen.findByText(/网络不通，显示的是刚刚保存的内容/)).toBeTruthy();
});

test('pulling down loads anew and ends the spinner', async () => {
  serve({ 'GET /notices': page(null, plain('供暖')) });
  render(<NoticesPage />);
  await screen.findByText('关于供暖的通知');
  const before = asked.length;
  await act(async () => {
    await Promise.all(fireHook('pullDown'));
  });
  await waitFor(() => expect(Taro.stopPullDownRefresh).toHaveBeenCalled());
  expect(asked.length).toBeGreaterThan(before);
});
