import type { ChangeState } from '@shuozhi/shared/api';
import { defineModel, Mixed } from '../database';

/**
 * A change of something public or pushed that waits for, or has, the approval of a second person. What it would do never
 * changes: another text is another request, which takes the place of the waiting one.
 */
export interface ChangeRequest<P extends object = object> {
  _id: string;
  /** Name of its kind, e.g. `notice.revision`. */
  kind: string;
  /** What it changes: the id of a notice, of a person on duty … */
  target: string;
  payload: P;
  /** Hash of what it replaces, as the author was shown it; null when it replaces nothing. */
  base: string | null;
  /** Hash of kind, target, payload and base: what an approver names. */
  hash: string;
  /** Whoever wrote any part of it, those of the requests it took the place of among them; none of them may approve it. */
  authors: string[];
  /** The words it is made of, as its kind names them: by them another request is known to hold the same ones. */
  marks: string[];
  state: ChangeState;
  /** Null also when its kind needs one person only. */
  approvedBy: string | null;
  /** Why it was returned, or why it could not be applied. */
  reason: string | null;
  createdAt: Date;
  changedAt: Date;
}

const text = { type: String, required: true } as const;
const optional = { type: String, default: null } as const;

export const ChangeRequests = defineModel<ChangeRequest>(
  'changerequests',
  {
    kind: text,
    target: text,
    payload: { type: Mixed, required: true },
    base: optional,
    hash: text,
    authors: { type: [String], required: true },
    marks: { type: [String], default: [] },
    state: text,
    approvedBy: optional,
    reason: optional,
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
  },
  [
    // One waiting request of a kind for each target: a newer one takes its place.
    [
      { kind: 1, target: 1 },
      { unique: true, partialFilterExpression: { state: 'submitted' } },
    ],
    [{ target: 1, hash: 1 }],
    [{ kind: 1, marks: 1, createdAt: -1 }],
    [{ state: 1, createdAt: -1, _id: -1 }],
    [{ createdAt: -1, _id: -1 }],
  ],
);
