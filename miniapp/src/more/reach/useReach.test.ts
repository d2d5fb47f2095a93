import type { Reach } from '@shuozhi/shared/api';
import { withPhone } from './useReach';

const checks: Reach['checks'] = [
  { id: 'subscription', ok: true, message: '已订阅', action: null },
  { id: 'wechat', ok: true, message: '没有发现拒收', action: null },
];

test("the phone's closed switch overrules what the server believes", () => {
  const [subscription, wechat] = withPhone(checks, false);
  expect(subscription).toEqual(checks[0]);
  expect(wechat).toMatchObject({ id: 'wechat', ok: false });
  expect(wechat?.action).toContain('设置');
});

test.each([true, null])('a switch that is on or unknown (%s) changes nothing', (switchOn) => {
  expect(withPhone(checks, switchOn)).toEqual(checks);
});
