export const text = {
  empty: '还没有收藏',
  emptyHint: '在通知或事项里点“收藏”，就能在这里找到',
  kinds: { notice: '通知', item: '办事事项' },
  keptOn: (day: string) => `${day}收藏`,
  drop: '取消收藏',
};
