import type { Subscription } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { session } from '@/services/session';
import SubscribePage from './index';

const request = Taro.request as unknown as jest.Mock;
const dialog = Taro.requestSubscribeMessage as unknown as jest.Mock;

const fresh: Subscription = {
  topics: [],
  regions: [],
  lowestLevel: 'blue',
  keywords: [],
  itemIds: [],
  quietHours: { from: '22:00', to: '07:00' },
  updatedAt: null,
  missed: 0,
  credits: [
    { kind: 'notice', templateId: 'T-notice', remaining: 0, longTerm: false },
    { kind: 'alert', templateId: 'T-alert', remaining: 3, longTerm: false },
  ],
};

/** What was asked of WeChat and of the server, in order. */
let events: string[];
let bodies: Record<string, unknown>;

beforeEach(async () => {
  events = [];
  bodies = {};
  dialog.mockReset();
  dialog.mockImplementation(() => {
    events.push('dialog');
    return Promise.resolve({ 'T-notice': 'accept', 'T-alert': 'reject' });
  });
  request.mockReset();
  request.mockImplementation(({ url, method, data }: { url: string; method: string; data: unknown }) => {
    const path = url.replace('http://server.test/api/v1', '');
    events.push(`${method} ${path}`);
    bodies[`${method} ${path}`] = data;
    const answers: Record<string, unknown> = {
      'POST /auth/wechat': { token: 'TOKEN', resident: {} },
      'GET /me/subscription': fresh,
      'PUT /me/subscription': fresh,
      'POST /me/consents': { credits: [{ kind: 'notice', templateId: 'T-notice', remaining: 1, longTerm: false }] },
    };
    return Promise.resolve({ statusCode: 200, data: answers[`${method} ${path}`] });
  });
  await session.signInWith('CODE');
  events.length = 0;
});

async function openPage() {
  render(<SubscribePage />);
  await screen.findByText('想收哪些通知');
  events.length = 0;
}
const subscribeButton = () => screen.getByText(/开启微信提醒/);

test('the dialog opens within the tap itself, before anything is sent', async () => {
  await openPage();
  fireEvent.click(subscribeButton());
  expect(events).toEqual(['dialog']);
  expect(dialog).toHaveBeenCalledWith({ tmplIds: ['T-notice', 'T-alert'], entityIds: [] });
  await screen.findByText('已订阅，新通知会在微信里提醒您');
  expect(events).toEqual(['dialog', 'PUT /me/subscription', 'POST /me/consents']);
});

test('what is chosen is what is saved', async () => {
  await openPage();
  fireEvent.click(screen.getByLabelText(/^教育培训/));
  fireEvent.click(screen.getByLabelText('右玉县'));
  fireEvent.click(screen.getByLabelText('橙色及以上'));
  fireEvent.click(screen.getByLabelText('不设'));
  fireEvent.click(subscribeButton());
  await waitFor(() => expect(bodies['PUT /me/subscription']).toBeDefined());
  expect(bodies['PUT /me/subscription']).toMatchObject({
    topics: ['alert', 'fire', 'education'],
    regions: ['140623'],
    lowestLevel: 'orange',
    quietHours: null,
  });
  expect(bodies['POST /me/consents']).toMatchObject({ results: { 'T-notice': 'accept', 'T-alert': 'reject' } });
});

test('a refusal still saves the choice and says where notices will be', async () => {
  dialog.mockResolvedValue({ 'T-notice': 'reject', 'T-alert': 'reject' });
  await openPage();
  fireEvent.click(subscribeButton());
  expect(await screen.findByText(/新通知会放进收件箱/)).toBeTruthy();
  expect(events).toContain('PUT /me/subscription');
});

test('a dialog that could not open still saves the choice and says what to do', async () => {
  dialog.mockRejectedValue({ errCode: 20004, errMsg: 'requestSubscribeMessage:fail' });
  await openPage();
  fireEvent.click(subscribeButton());
  expect(await screen.findByText(/您在微信里关闭了订阅消息/)).toBeTruthy();
  expect(events).toContain('PUT /me/subscription');
  expect(events).not.toContain('POST /me/consents');
});

test('without a topic nothing is asked and nothing is sent', async () => {
  await openPage();
  fireEvent.click(screen.getByLabelText(/^应急预警/));
  fireEvent.click(screen.getByLabelText(/^防火禁火/));
  fireEvent.click(subscribeButton());
  expect(screen.getByText('请至少选择一类通知')).toBeTruthy();
  expect(events).toEqual([]);
});
