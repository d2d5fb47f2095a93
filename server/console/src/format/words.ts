import type { Schemas } from '@shuozhi/client';

export type NoticeStatus = Schemas['StaffNotice']['status'];

/** The life of a notice in the words of an office. */
export const STATUS_NAMES: Record<NoticeStatus, string> = {
  draft: '拟稿',
  submitted: '待核稿',
  approved: '已签发，待发布',
  published: '已发布',
  withdrawn: '已撤回',
};

const CHANGE_NAMES: Record<string, string> = {
  'notice.revision': '修改已发布的通知',
  'notice.withdrawal': '撤回通知',
  'notice.reimport': '公报重新导入',
  'staff.account': '管理员账号',
  'duty.person': '责任人',
  'duty.binding': '责任人绑定',
  'items.elements': '事项要素',
  'words.group': '搜索词',
  'search.hot': '热门搜索',
};

/** What a change request of a kind is, for people; the kind itself where we have no word for it. */
export const changeName = (kind: string) => CHANGE_NAMES[kind] ?? kind;
