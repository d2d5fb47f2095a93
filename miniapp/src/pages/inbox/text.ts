export const text = {
  unread: (count: number) => (count === 0 ? '没有未读' : `${count} 条未读`),
  readAll: '全部标为已读',
  empty: '还没有消息',
  emptyHint: '订阅之后，与您有关的通知都会放在这里，不受微信提醒次数限制',
  subscribe: '去订阅',
};

/** What happened, by the event's name. */
export const eventNames: Record<string, string> = {
  publish: '新通知',
  revise: '有修订',
  withdraw: '已撤回',
  'alert-issued': '预警发布',
  'alert-raised': '预警升级',
  'alert-updated': '预警更新',
  'alert-lowered': '预警降级',
  'alert-lifted': '预警解除',
  'alert-ended': '预警结束',
  'reminder-begin': '施行提醒',
  'reminder-end': '到期提醒',
  'item-changed': '事项变更',
};
