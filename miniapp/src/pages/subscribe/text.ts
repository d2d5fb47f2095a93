import type { Level } from '@shuozhi/shared';

export const text = {
  title: '选好要收的内容，再点下面的按钮',
  topics: '想收哪些通知',
  regions: '关心哪些地方',
  keywords: '关键词（可不填）',
  keywordsHint: '标题或摘要里有这些词的通知也会提醒，不论主题和地区，如：招生、低保',
  keywordPlaceholder: '输入一个词',
  addKeyword: '添加',
  removeKeyword: '去掉',
  level: '预警从哪一级开始提醒',
  quiet: '夜间不打扰',
  quietHint: '橙色、红色预警仍会提醒',
  save: '开启微信提醒',
  saveAgain: '保存，并增加接收次数',
  saveOnly: '保存订阅',
  saving: '正在保存…',
  needTopic: '请至少选择一类通知',
  needRegion: '请至少选择一个地方',
  credits: '微信提醒次数',
  creditsHint: '微信规定：每同意一次，可收到一条提醒。次数用完后，通知仍会放进收件箱。',
  allow: '点按钮后，在微信弹出的窗口里点“允许”',
  left: (count: number) => `还可收到 ${count} 条`,
  missed: (count: number) => `次数用完后有 ${count} 条没能提醒，点下面的按钮再增加次数`,
  longTerm: '长期有效',
  saved: '已订阅，新通知会在微信里提醒您',
  savedRefused: '已保存订阅。您没有同意微信提醒，新通知会放进收件箱',
  savedWithout: '已保存订阅',
  reach: '我能收到吗？',
  reachHint: '检查订阅、微信开关和次数',
};

export const levelOptions: { id: Level; name: string }[] = [
  { id: 'blue', name: '蓝色及以上' },
  { id: 'yellow', name: '黄色及以上' },
  { id: 'orange', name: '橙色及以上' },
  { id: 'red', name: '只要红色' },
];

/** Quiet hours on offer; the first is none. */
export const quietOptions = [
  { id: '', name: '不设' },
  { id: '22:00-07:00', name: '22 点到 7 点' },
  { id: '21:00-08:00', name: '21 点到 8 点' },
];
