import {
  approveInput,
  changeList,
  changeParams,
  changeQuery,
  changeRequest,
  returnInput,
  type StaffAccount,
  type StaffChange,
} from '@shuozhi/shared/api';
import { keysetPage } from '../database';
import { route, type Guard, type Route } from '../http';
import { approveChange, findChange, kindOf, returnChange, type AnyChangeKind } from './changes';
import { ChangeRequests, type ChangeRequest } from './model';

const TAG = 'approvals';

export interface ApprovalsDeps {
  guard: Guard<StaffAccount>;
  /** Every kind that a domain declares. */
  kinds: readonly AnyChangeKind[];
  /** Called after a change became public: caches, search and campaigns follow. */
  onApplied: () => Promise<unknown>;
}

/** A change request as staff see it. */
export function presentChange(change: ChangeRequest): StaffChange {
  const { _id, kind, target, payload, base, hash, authors, state, approvedBy, reason, createdAt, changedAt } = change;
  return {
    id: _id,
    kind,
    target,
    payload: { ...payload },
    base,
    hash,
    authors,
    state,
    approvedBy,
    reason,
    createdAt: createdAt.toISOString(),
    updatedAt: changedAt.toISOString(),
  };
}

/** The staff API of change requests: what waits, approval of exactly what was read, return with a reason. */
export function approvalsRoutes({ guard, kinds, onApplied }: ApprovalsDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/changes',
      summary: 'Change requests, newest first; state submitted: those that wait for approval',
      tag: TAG,
      guard,
      query: changeQuery,
      response: changeList,
      audit: 'change.read',
      handler: async ({ query: { state, kind, target, ...page }, note }) => {
        const filter = { ...(state && { state }), ...(kind && { kind }), ...(target && { target }) };
        const changes = ChangeRequests.find(filter).lean<ChangeRequest[]>();
        const { rows, nextCursor } = await keysetPage(changes, 'createdAt', page);
        const personal = rows.filter((change) => kindOf(kinds, change).personal);
        note(personal.length > 0 ? { detail: personal.map(({ _id }) => _id).join(' ') } : null);
        return { items: rows.map(presentChange), nextCursor };
      },
    }),
    route({
      method: 'get',
      path: '/staff/changes/:id',
      summary: 'A change request with what it would make public',
      tag: TAG,
      guard,
      params: changeParams,
      response: changeRequest,
      audit: 'change.read',
      handler: async ({ params, note }) => {
        const change = await findChange(params.id);
        note(kindOf(kinds, change).personal ? { target: change.target, detail: change._id } : null);
        return presentChange(change);
      },
    }),
    route({
      method: 'post',
      path: '/staff/changes/:id/approve',
      summary: 'Approve the change of this hash and apply it; by a person who wrote no part of it',
      tag: TAG,
      guard,
      params: changeParams,
      body: approveInput,
      response: changeRequest,
      audit: 'change.approve',
      handler: async ({ params, body, principal, note }) => {
        const found = await findChange(params.id);
        note({ target: found.target, detail: `${found.kind} ${found._id} ${body.hash}` });
        await approveChange(kindOf(kinds, found), params.id, body.hash, principal, new Date());
        await onApplied();
        return presentChange(await findChange(params.id));
      },
    }),
    route({
      method: 'post',
      path: '/staff/changes/:id/return',
      summary: 'Give a change request back to its authors, with the reason',
      tag: TAG,
      guard,
      params: changeParams,
      body: returnInput,
      response: changeRequest,
      audit: 'change.return',
      handler: async ({ params, body, principal, note }) => {
        const kind = kindOf(kinds, await findChange(params.id));
        const change = await returnChange(kind, params.id, body.reason, principal, new Date());
        note({ target: change.target, detail: `${change.kind} ${change._id} ${body.reason}` });
        return presentChange(change);
      },
    }),
  ];
}
