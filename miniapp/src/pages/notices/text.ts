export const text = {
  search: '搜通知、办事事项',
  pinned: '正在生效',
  nonePinned: '目前没有收录正在生效的预警和限期禁令',
  allTopics: '全部',
  region: '地区',
  topic: '主题',
  empty: '这里还没有通知',
  emptyHint: '换一个主题或地区看看',
  stream: '最新通知',
  until: (moment: string) => `到 ${moment}`,
  untilLifted: '解除时间以通知为准',
};
