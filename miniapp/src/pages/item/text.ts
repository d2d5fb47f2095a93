import type { ItemElements } from '@shuozhi/shared/api';

export const text = {
  number: (no: number) => `目录第 ${no} 项`,
  who: '找谁办',
  handledBy: '现受理',
  handledByMeaning: '现在到这里申请',
  handledByUnknown: '现在由这里受理；办理地点和材料还没有提供，去之前先打电话问清楚',
  department: '原实施部门',
  departmentMeaning: '仍负责事后监管，申请不再去这里',
  guide: '办事指南',
  materials: '需要的材料',
  required: '必要',
  optional: '视情况',
  unknown: '暂未提供',
  unknownNote: (bureau: string) => `目录只公布了名称、类型和部门。没有写明的一项都不猜，请先向${bureau}咨询，或拨打`,
  basis: '依据',
  sameName: '同名事项',
  sameNameHint: '名称相同、原实施部门不同，请看清再办',
  notices: '相关通知',
  missing: '目录中没有这个事项',
  follow: '关注此事项',
  followed: '已关注',
  followDone: '已关注，事项变更时提醒您',
  followUndone: '已取消关注',
};

type ElementName = Exclude<keyof ItemElements, 'materials'>;

/** 办事指南要素 by their official names (GB/T 39554.2), in the order an applicant asks. */
export const elementNames: [ElementName, string][] = [
  ['conditions', '受理条件'],
  ['procedure', '办理流程'],
  ['place', '办理地点'],
  ['hours', '办理时间'],
  ['enquiry', '咨询方式'],
  ['fee', '是否收费'],
  ['statutoryTime', '法定办结时限'],
  ['promisedTime', '承诺办结时限'],
  ['visits', '到办事现场次数'],
  ['channels', '办理形式'],
  ['serves', '服务对象'],
  ['handlingType', '办件类型'],
  ['level', '行使层级'],
  ['complaint', '监督投诉方式'],
  ['basicCode', '基本编码'],
  ['implementationCode', '实施编码'],
];
