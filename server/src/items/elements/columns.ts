import type { ItemElements } from '@shuozhi/shared/api';

type TextElement = Exclude<keyof ItemElements, 'materials'>;

/** Column headers of the elements (GB/T 39554.2 names), and the shorter ones people write. */
export const TEXT_COLUMNS: Readonly<Record<string, TextElement>> = {
  基本编码: 'basicCode',
  实施编码: 'implementationCode',
  行使层级: 'level',
  受理条件: 'conditions',
  服务对象: 'serves',
  办件类型: 'handlingType',
  办理形式: 'channels',
  办理流程: 'procedure',
  法定办结时限: 'statutoryTime',
  法定时限: 'statutoryTime',
  承诺办结时限: 'promisedTime',
  承诺时限: 'promisedTime',
  到办事现场次数: 'visits',
  到现场次数: 'visits',
  '是否收费/收费依据': 'fee',
  是否收费: 'fee',
  办理地点: 'place',
  办理时间: 'hours',
  咨询方式: 'enquiry',
  咨询电话: 'enquiry',
  监督投诉方式: 'complaint',
  监督投诉电话: 'complaint',
};
/** Materials: one a line or separated by ；, `名称|形式|必要` with the last two optional. */
export const MATERIALS_COLUMNS: readonly string[] = ['申请材料', '材料'];
/** How an element is called: the first header that names it. */
export function columnLabel(element: string): string {
  const [label] = Object.entries(TEXT_COLUMNS).find(([, key]) => key === element) ?? [];
  return label ?? MATERIALS_COLUMNS[0] ?? element;
}

/** Codes may begin with zeros, which a cell stored as a number has lost. */
export const CODE_COLUMNS: readonly string[] = ['基本编码', '实施编码'];
/** Telephone numbers with an area code lose its zero the same way. */
export const PHONE_COLUMNS: readonly string[] = ['咨询方式', '咨询电话', '监督投诉方式', '监督投诉电话'];
export const ID_COLUMNS: readonly string[] = ['事项编号', '编号', '序号'];
export const NAME_COLUMN = '事项名称';
/** What a cell says to make an element unknown again; an empty cell leaves it as it is. */
export const CLEAR = '-';
