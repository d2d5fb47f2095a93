export const text = {
  placeholder: '说您想办的事，如：能不能放炮',
  go: '搜索',
  clear: '清空输入',
  recent: '最近搜索',
  clearRecent: '清除',
  notices: '通知',
  items: '办事事项',
  noNotice: '没有收录这方面的现行通知',
  past: '以前的规定',
  pastHint: '已经到期、废止，或属于以前的时期，现在不按这些办',
  others: '其他可能相关的通知',
  answeredBy: (title: string, date: string | null) => `出自《${title}》${date === null ? '' : `，${date}`}`,
  corrected: (words: string) => `已按“${words}”搜索`,
  exactly: (words: string) => `仍搜“${words}”`,
  notInCatalogue: '目录中没有该事项',
  maybe: '可能相关',
  nothing: '没有找到通知，目录中没有该事项',
  nothingHint: '换一个说法，或拨打 12345 咨询',
  hot: '大家常查',
  offline: (age: string) => `网络不通，仅能搜索${age}保存的办事事项`,
  openAt: (place: string) => `见${place}`,
};

/** What people ask for all year round; shown until the staff's own list has come. */
export const common = ['禁火', '烟花爆竹', '养老机构', '残疾儿童', '自建房', '建筑工程施工许可'];
