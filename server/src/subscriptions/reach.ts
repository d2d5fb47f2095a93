import { templateKindName } from '@shuozhi/shared';
import type { Reach } from '@shuozhi/shared/api';
import { hasCredit } from './ledger';
import type { SubscriptionRecord } from './model';

/** How the last message that WeChat was asked to deliver to a resident ended. */
export type LastOutcome = 'sent' | 'refused' | 'failed' | 'unknown' | null;

type Check = Reach['checks'][number];

const check = (id: Check['id'], ok: boolean, good: string, bad: string, action: string): Check => ({
  id,
  ok,
  message: ok ? good : bad,
  action: ok ? null : action,
});

/**
 * "我能收到吗": every link of the chain from a notice to this resident's WeChat, in order. Pure.
 * @param record the resident's subscription, null when nothing was ever saved
 */
export function reachOf(record: SubscriptionRecord | null, last: LastOutcome): Reach {
  const chosen = (record?.topics.length ?? 0) > 0 || (record?.keywords.length ?? 0) + (record?.itemIds.length ?? 0) > 0;
  const missing = (['notice', 'alert'] as const).filter((kind) => !hasCredit(record?.ledger[kind]));
  const names = missing.map(templateKindName).join('、');
  const delivered = last === null || last === 'sent';
  const checks = [
    check('subscription', chosen, '已选择关注的内容', '还没有选择关注的主题', '去选择主题'),
    check(
      'region',
      (record?.regions.length ?? 0) > 0 || (chosen && record?.topics.length === 0),
      '已选择地区',
      '还没有选择地区',
      '去选择地区',
    ),
    check('wechat', record !== null && !record.openidInvalid, '微信账号正常', '微信账号需要重新登录', '重新进入小程序'),
    check('credit', missing.length === 0, '有可用的接收次数', `${names}的接收次数已用完`, '点“增加接收次数”'),
    check(
      'delivery',
      delivered,
      last === null ? '还没有给您发过消息' : '最近一条消息已送达',
      last === 'refused' ? '微信拒收了最近一条消息' : '最近一条消息没有确认送达',
      '在微信“设置—订阅消息”中允许接收',
    ),
  ];
  // An unconfirmed last message is a hint, not a broken link: the next one may well arrive.
  const blocking = checks.filter((one) => !one.ok && !(one.id === 'delivery' && last !== 'refused'));
  return { reachable: blocking.length === 0, checks };
}
