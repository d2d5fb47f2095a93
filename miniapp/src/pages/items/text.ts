export const text = {
  search: '搜事项，如：养老院、yljg',
  types: '事项类型',
  departments: '原实施部门',
  all: '全部',
  total: (count: number) => `共 ${count} 项`,
  empty: '没有符合条件的事项',
  emptyHint: '换一个类型或部门看看',
  explain: (bureau: string) => `目录中的事项现由${bureau}统一受理，监管仍由原实施部门负责。`,
};
