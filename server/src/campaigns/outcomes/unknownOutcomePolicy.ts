import type { TemplateKind } from '@shuozhi/shared';
import type { Config } from '../../config';

/** What messages are told apart by when their outcome is unknown (PUSH_RESEND_UNKNOWN). */
export type UnknownSort = Config['push']['resendUnknown'][number];

/** What is done after an unknown outcome: left, sent once more, or even a second time. */
export type AfterUnknown = 'leave' | 'once' | 'twice';

/**
 * What is done with a message whose outcome is unknown, after a crash or a lost answer. An alert is better received twice
 * than not at all; a one-time template is sent once more, because a used consent answers 43101, which then means "delivered"
 * (reference of the send call). The rest is left unless configured otherwise: a long-term consent would deliver it twice.
 * @param resent the sorts that are sent again
 */
export function afterUnknown(kind: TemplateKind, longTerm: boolean, resent: readonly UnknownSort[]): AfterUnknown {
  const sort: UnknownSort = kind === 'alert' ? 'alert' : longTerm ? 'other' : 'one-time';
  if (!resent.includes(sort)) return 'leave';
  return sort === 'alert' ? 'twice' : 'once';
}
