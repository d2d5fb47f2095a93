export const text = {
  search: '搜通知、办事事项',
  pinned: '正在生效',
  allTopics: '全部',
  region: '地区',
  topic: '主题',
  empty: '这里还没有通知',
  emptyHint: '换一个主题或地区看看',
  stream: '最新通知',
  lastDay: '最后一天',
  daysLeft: (days: number) => `还有 ${days} 天`,
  until: (day: string) => `到 ${day}`,
  untilLifted: '解除时间以通知为准',
};
