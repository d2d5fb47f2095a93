import type { Reach } from '@shuozhi/shared/api';

export const text = {
  yes: '能收到',
  yesHint: '有与您有关的新通知，微信会提醒您',
  no: '现在收不到微信提醒',
  noHint: '按下面的提示处理；通知仍会放进收件箱',
  again: '重新检查',
  fix: '去处理',
  ok: '正常',
  bad: '需要处理',
  phoneOff: '微信里关闭了订阅消息',
  phoneOffAction: '点右上角“…” → 设置 → 订阅消息，打开“接收消息”',
};

export const checkNames: Record<Reach['checks'][number]['id'], string> = {
  subscription: '订阅了主题',
  region: '选了地区',
  wechat: '微信允许提醒',
  credit: '还有提醒次数',
  delivery: '上一次送达',
};
