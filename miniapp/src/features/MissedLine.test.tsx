import Taro from '@tarojs/taro';
import type { Subscription } from '@shuozhi/shared/api';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { session } from '@/services/session';
import { asked, serve } from '../../test/mocks/server';
import { MissedLine } from './MissedLine';

const subscription = (missed: number) =>
  ({
    missed,
    updatedAt: '2026-03-01T00:00:00.000Z',
    credits: [{ kind: 'notice', templateId: 'T1', remaining: 0, longTerm: false }],
  }) as unknown as Subscription;

async function open(missed: number): Promise<void> {
  serve({
    'POST /auth/wechat': { token: 'TOKEN', resident: {} },
    'GET /me/subscription': subscription(missed),
    'POST /me/consents': { credits: [] },
  });
  await session.signInWith('CODE');
  render(<MissedLine />);
}

test('who missed messages renews with one tap, which opens the dialog of WeChat at once', async () => {
  const dialog = Taro.requestSubscribeMessage as jest.Mock;
  dialog.mockResolvedValue({ T1: 'accept' });
  await open(3);
  expect(await screen.findByText('有 3 条通知没能发到微信，续订后即可收到')).toBeTruthy();
  fireEvent.click(screen.getByText('续订'));
  expect(dialog).toHaveBeenCalledWith({ tmplIds: ['T1'], entityIds: [] });
  expect(await screen.findByText('已续订，下次有新通知会提醒您')).toBeTruthy();
  expect(asked).toContain('POST /me/consents');
  expect(screen.queryByText('续订')).toBeNull();
});

test('who missed nothing sees nothing', async () => {
  await open(0);
  await waitFor(() => expect(asked).toContain('GET /me/subscription'));
  await act(async () => Promise.resolve());
  expect(screen.queryByText('续订')).toBeNull();
});

test('who is not signed in is asked nothing', () => {
  session.signOut();
  serve({});
  render(<MissedLine />);
  expect(asked).toEqual([]);
});
