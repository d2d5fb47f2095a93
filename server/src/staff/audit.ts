import type { StaffAccount } from '@shuozhi/shared/api';
import { randomUUID } from 'node:crypto';
import { defineModel, keysetPage, type PageRequest } from '../database';

/** One action of a member of staff; never changed or removed by the program (等保 2.0: kept at least six months). */
export interface AuditRecord {
  _id: string;
  at: Date;
  actorId: string;
  actorName: string;
  action: string;
  target: string | null;
  detail: string | null;
  requestId: string | null;
}

const Audit = defineModel<AuditRecord>(
  'audit',
  {
    at: { type: Date, required: true },
    actorId: { type: String, required: true },
    actorName: { type: String, required: true },
    action: { type: String, required: true },
    target: { type: String, default: null },
    detail: { type: String, default: null },
    requestId: { type: String, default: null },
  },
  [[{ at: -1, _id: -1 }], [{ target: 1, at: -1 }]],
);

/** Who acts through a command of the terminal; no account has this id. */
export const COMMAND_ACTOR = { id: 'command', name: '命令行' } as const;

/**
 * Records an action. Awaited before the answer: an action that cannot be recorded answers an error.
 * Routes declare theirs (`route({ audit: 'notice.publish', … })`); commands call it themselves.
 * @param entry.action dotted name, e.g. `notice.publish`
 */
export async function audit(
  entry: Pick<AuditRecord, 'action'> &
    Partial<Pick<AuditRecord, 'target' | 'detail' | 'requestId'>> & { actor: Pick<StaffAccount, 'id' | 'name'> },
): Promise<void> {
  const { actor, action, target = null, detail = null, requestId = null } = entry;
  await Audit.create({
    _id: randomUUID(),
    at: new Date(),
    actorId: actor.id,
    actorName: actor.name,
    ...{ action, target, detail, requestId },
  });
}

/** The audit trail, newest first; of one target when given. */
export async function listAudit(query: PageRequest & { target?: string | undefined }) {
  const matching = Audit.find(query.target ? { target: query.target } : {}).lean<AuditRecord[]>();
  const { rows, nextCursor } = await keysetPage(matching, 'at', query);
  return { items: rows.map(({ _id, at, ...rest }) => ({ id: _id, at: at.toISOString(), ...rest })), nextCursor };
}
