import type { Asks } from '@shuozhi/shared';

/** What a sentence must show to answer a question; null when any sentence about the matter may. */
const ANSWER_PATTERNS: Readonly<Record<Asks, RegExp | null>> = {
  phone: /(?<!\d)(1\d{2}|12\d{3}|0\d{2,3}-?\d{7,8}|\d{7,8})(?!\d|号|万|亿|元|吨)/,
  amount: /\d[\d,.]*\s*(万|亿)?元|\d+(\.\d+)?\s*[%％]|倍/,
  when: /\d+\s*个?(年|月|日|天|小时|工作日)|即日起|之日起/,
  where: /范围|区域|地址|地点|位于|以内|之间|以[东南西北]|窗口/,
  who: /负责|责任单位|主管部门|受理|牵头/,
  penalty: /罚款|处罚|责任|严肃处理|追究/,
  may: /禁止|严禁|不得|不准|停办|暂停|允许|可以|关闭/,
  papers: /提供|提交|携带|材料|证明|复印件|申请表/,
  how: /申请|办理|报名|登记|提出|受理/,
  force: /有效期|施行|废止|失效/,
};

/** What a sentence must show to answer what `asks` says first; null when nothing special is asked. */
export function patternFor(asks: readonly Asks[]): RegExp | null {
  return asks.map((one) => ANSWER_PATTERNS[one]).find((pattern) => pattern !== null) ?? null;
}

/** What a sentence must show to answer a question for a permit (摆摊证, 烟花爆竹许可). */
export const PERMIT_PATTERN = /许可|证|执照|审批|备案|资质|登记/;
