import type { Credit } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { accepted, askConsent, pressableId, templatesToAsk } from './consent';

const credit = (templateId: string, remaining: number, longTerm = false): Credit => ({
  kind: 'notice',
  templateId,
  remaining,
  longTerm,
});

describe('templatesToAsk', () => {
  test('asks at most three, those with the fewest credits first', () => {
    const credits = [credit('a', 4), credit('b', 0), credit('c', 2), credit('d', 1)];
    expect(templatesToAsk(credits)).toEqual(['b', 'd', 'c']);
  });
  test('never mixes long-term and one-time templates', () => {
    const credits = [credit('once', 0), credit('long', 0, true), credit('long2', 0, true)];
    expect(templatesToAsk(credits)).toEqual(['long', 'long2']);
  });
  test('an accepted long-term template is not asked for again', () => {
    expect(templatesToAsk([credit('long', 1, true), credit('once', 3)])).toEqual(['once']);
    expect(templatesToAsk([credit('long', 1, true)])).toEqual([]);
  });
});

describe('askConsent', () => {
  const dialog = Taro.requestSubscribeMessage as unknown as jest.Mock;

  test('opens the dialog before anything asynchronous', () => {
    dialog.mockClear();
    void askConsent(['a', 'b']);
    expect(dialog).toHaveBeenCalledWith({ tmplIds: ['a', 'b'], entityIds: [] });
  });
  test('answers only the templates asked, a missing one as refused', async () => {
    dialog.mockResolvedValueOnce({ errMsg: 'requestSubscribeMessage:ok', a: 'acceptWithAudio' });
    await expect(askConsent(['a', 'b'])).resolves.toEqual({ a: 'acceptWithAudio', b: 'reject' });
  });
  test('says what to do when the main switch is off', async () => {
    dialog.mockRejectedValueOnce({ errCode: 20004, errMsg: 'requestSubscribeMessage:fail' });
    await expect(askConsent(['a'])).rejects.toThrow('您在微信里关闭了订阅消息');
  });
});

test('every kind of acceptance counts', () => {
  expect(accepted({ a: 'reject', b: 'acceptWithAlert' })).toBe(true);
  expect(accepted({ a: 'ban', b: 'filter' })).toBe(false);
});

test('every tap has its own name of the form the server takes', () => {
  const names = new Set(Array.from({ length: 200 }, pressableId));
  expect(names.size).toBe(200);
  for (const name of names) expect(name).toMatch(/^[\w-]{8,64}$/);
});
