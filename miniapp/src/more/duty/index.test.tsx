import type { OwnCall, OwnDuty } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { session } from '@/services/session';
import { remainingOf } from '@/features/callText';
import { asked, serve, Status } from '../../../test/mocks/server';
import DutyPage from './index';

const login = { 'POST /auth/wechat': { token: 'TOKEN', resident: {} } };
const person = { name: '王建国', office: '朔城区应急管理局', waiting: false };
const nobody: OwnDuty = { person: null, calls: [] };

const call = (state: OwnCall['state'], left = 120_000): OwnCall => ({
  id: 'n1.r1.alert-issued',
  noticeId: 'n1',
  title: '暴雨红色预警',
  level: 'red',
  calledAt: new Date(Date.now() + left - 180_000).toISOString(),
  answerBy: new Date(Date.now() + left).toISOString(),
  state,
});

async function open(replies: Record<string, unknown>): Promise<void> {
  serve({ ...login, ...replies });
  await session.signInWith('CODE');
  render(<DutyPage />);
}

beforeEach(() => jest.clearAllMocks());

test('a person on duty binds this WeChat with the code they were given', async () => {
  let bound = nobody;
  await open({
    'GET /me/duty': () => bound,
    'POST /me/duty': ({ data }: { data: unknown }) => {
      expect(data).toEqual({ code: 'ABCDEF2345' });
      bound = { person, calls: [] };
      return person;
    },
  });
  const button = (await screen.findByText('绑定这个微信')).closest('#bind');
  expect(button?.getAttribute('aria-disabled')).toBe('true');
  fireEvent.change(screen.getByLabelText('绑定码'), { target: { value: ' ABCDEF2345 ' } });
  fireEvent.click(screen.getByText('绑定这个微信'));
  expect(await screen.findByText('朔城区应急管理局 · 王建国')).toBeTruthy();
  expect(screen.getByText('没有等您确认的叫应')).toBeTruthy();
});

test('a wrong code says so', async () => {
  const refusal = new Status(404, { code: 'not_found', detail: '绑定码不对或已用过' });
  await open({ 'GET /me/duty': nobody, 'POST /me/duty': refusal });
  fireEvent.change(await screen.findByLabelText('绑定码'), { target: { value: 'WRONGCODE1' } });
  fireEvent.click(screen.getByText('绑定这个微信'));
  expect(await screen.findByText('绑定码不对或已用过')).toBeTruthy();
});

test('a call shows the alert and the time left, and is confirmed by one tap', async () => {
  let state: OwnCall['state'] = 'waiting';
  await open({
    'GET /me/duty': () => ({ person, calls: [call(state)] }),
    'POST /me/calls/n1.r1.alert-issued/confirm': () => {
      state = 'confirmed';
      return {};
    },
  });
  expect(await screen.findByText('暴雨红色预警')).toBeTruthy();
  expect(screen.getByText(/^请确认，还剩 [12] 分/)).toBeTruthy();
  fireEvent.click(screen.getByText('我已收到'));
  expect(await screen.findByText('您已确认')).toBeTruthy();
  expect(screen.queryByText('我已收到')).toBeNull();
  fireEvent.click(screen.getByText('看预警全文'));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/notice/index?id=n1' });
});

test('after three minutes it says that somebody will phone, and can still be confirmed', async () => {
  await open({ 'GET /me/duty': { person, calls: [call('overdue', -1_000)] } });
  expect(await screen.findByText(/值班人员会打电话给您/)).toBeTruthy();
  expect(screen.getByText('我已收到')).toBeTruthy();
});

test('a call that another one answered asks nothing more', async () => {
  await open({ 'GET /me/duty': { person, calls: [call('answered')] } });
  expect(await screen.findByText('已由其他责任人确认')).toBeTruthy();
  expect(screen.queryByText('我已收到')).toBeNull();
});

test('a confirmation that does not arrive says so and can be repeated', async () => {
  await open({
    'GET /me/duty': { person, calls: [call('waiting')] },
    'POST /me/calls/n1.r1.alert-issued/confirm': new Status(503),
  });
  fireEvent.click(await screen.findByText('我已收到'));
  expect(await screen.findByText('服务暂时不可用，请稍后再试')).toBeTruthy();
  await waitFor(() => expect(screen.getByText('我已收到')).toBeTruthy());
  expect(asked.filter((one) => one.startsWith('POST /me/calls'))).toHaveLength(1);
});

test.each([
  [179_400, '请确认，还剩 3 分 00 秒'],
  [61_000, '请确认，还剩 1 分 01 秒'],
  [400, '请确认，还剩 0 分 01 秒'],
  [0, null],
])('%i ms before the end', (left, words) => {
  const answerBy = '2026-07-01T02:03:00.000Z';
  expect(remainingOf({ state: 'waiting', answerBy }, Date.parse(answerBy) - left)).toBe(words);
});
