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
  reminder: '到期提醒',
  'item-changed': '事项变更',
};
