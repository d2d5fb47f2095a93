export const text = {
  explain: '给防汛、应急等岗位上的责任人用：发生严重天气预警时，微信会叫您，请在 3 分钟内确认。',
  code: '绑定码',
  codeHint: '由应急值班人员提供，共 10 位，只能用一次',
  codePlaceholder: '输入绑定码',
  bind: '绑定这个微信',
  bound: (office: string, name: string) => `${office} · ${name}`,
  waitingHint: '已提交绑定，等另一位工作人员核准。核准之前，叫应会打电话给您。',
  boundHint: '这个微信已绑定。请到“订阅”里开启微信提醒，否则叫不到您。',
  subscribe: '去开启提醒',
  none: '没有等您确认的叫应',
  noneHint: '有严重天气预警时，会出现在这里',
};
