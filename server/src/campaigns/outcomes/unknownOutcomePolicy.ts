import type { TemplateKind } from '@shuozhi/shared';

/** What messages are told apart by when their outcome is unknown. */
export const UNKNOWN_SORTS = ['alert', 'one-time', 'other'] as const;
export type UnknownSort = (typeof UNKNOWN_SORTS)[number];

/** What is done after an unknown outcome: left, sent once more, or even a second time. */
export type AfterUnknown = 'leave' | 'once' | 'twice';

/**
 * Sorts that are sent again after a crash or a lost answer, unless configured otherwise (PUSH_RESEND_UNKNOWN). An alert is
 * better told twice than not at all; a one-time template is tried once more, because a used consent answers 43101, which
 * then means "delivered" (reference of the send call). The rest is left: a long-term consent would deliver it twice.
 */
export const RESEND_UNKNOWN: readonly UnknownSort[] = ['alert', 'one-time'];

/** What is done with a message of a campaign whose outcome is unknown. */
export function afterUnknown(kind: TemplateKind, longTerm: boolean, resent: readonly UnknownSort[]): AfterUnknown {
  const sort: UnknownSort = kind === 'alert' ? 'alert' : longTerm ? 'other' : 'one-time';
  if (!resent.includes(sort)) return 'leave';
  return sort === 'alert' ? 'twice' : 'once';
}
