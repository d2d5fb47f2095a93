import type { ChangeState } from '@shuozhi/shared/api';
import { AppError } from '../errors';

export type ChangeAction = 'approve' | 'return' | 'supersede' | 'accept' | 'apply' | 'fail';

/** The life of a change request: to which state each action leads; an action that a state does not name is refused there. */
const TRANSITIONS: Record<ChangeState, Partial<Record<ChangeAction, ChangeState>>> = {
  // Accepting takes the request into a draft, which goes through the gate by itself.
  submitted: { approve: 'approved', return: 'returned', supersede: 'superseded', accept: 'applied' },
  // Decided; what it does is being done, again after a crash.
  approved: { apply: 'applied', fail: 'failed' },
  applied: {},
  returned: {},
  superseded: {},
  failed: {},
};

/**
 * The state to which `action` leads from `from`.
 * @throws AppError `transition_not_allowed` when the state does not allow it
 */
export function transition(from: ChangeState, action: ChangeAction): ChangeState {
  const to = TRANSITIONS[from][action];
  if (to === undefined) throw new AppError('transition_not_allowed');
  return to;
}
