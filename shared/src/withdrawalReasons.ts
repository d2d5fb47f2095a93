/**
 * Why a notice is taken back (撤回原因), in wordings that residents understand and an approver takes in at a glance. What
 * none of them says is written as a text, which the second person approves as such.
 */
export const WITHDRAWAL_REASONS = [
  '内容有误，正在更正',
  '已有新的规定',
  '情况已经结束',
  '重复发布',
  '依上级要求撤回',
  '发布范围有误',
] as const;

/** Whether a reason is one of the fixed wordings. */
export const isFixedReason = (reason: string): boolean => (WITHDRAWAL_REASONS as readonly string[]).includes(reason);
