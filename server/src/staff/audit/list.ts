import type { AuditEntry, AuditFilter } from '@shuozhi/shared/api';
import * as z from 'zod';
import { decodeCursor, encodeCursor, type PageRequest } from '../../database';
import { Audit, type AuditRecord } from './model';

/** The entries of a filter in the database's words. */
function conditions({ actor, action, target, outcome, from, to }: AuditFilter): Record<string, unknown> {
  const wanted = {
    seq: { $gte: 1 },
    actorId: actor,
    // Safe in an expression: an identifier holds letters, digits, dots and dashes only.
    action: action && new RegExp(`^${action.replaceAll('.', '\\.')}(\\.|$)`),
    target,
    outcome,
    at: (from ?? to) && { ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) },
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

function present({ _id, at, previous: _before, ...rest }: AuditRecord): AuditEntry {
  return { id: _id, at: at.toISOString(), ...rest };
}

const place = z.tuple([z.int()]);

/** The audit trail, newest first. @throws AppError `invalid_cursor` */
export async function listAudit({ cursor, limit, ...filter }: PageRequest & AuditFilter) {
  const wanted = conditions(filter);
  const before = cursor === undefined ? Infinity : decodeCursor(cursor, place)[0];
  const found = await Audit.find({ ...wanted, seq: { $gte: 1, $lt: before } })
    .sort({ seq: -1 })
    .limit(limit + 1)
    .lean<AuditRecord[]>();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { items: rows.map(present), nextCursor: found.length > limit && last ? encodeCursor([last.seq]) : null };
}

/** What an export of the trail shows. */
export const AUDIT_COLUMNS: { key: keyof AuditEntry; header: string }[] = [
  { key: 'seq', header: '序号' },
  { key: 'at', header: '时间（UTC）' },
  { key: 'actorId', header: '人员编号' },
  { key: 'actorName', header: '姓名' },
  { key: 'action', header: '操作' },
  { key: 'target', header: '对象' },
  { key: 'outcome', header: '结果' },
  { key: 'code', header: '错误代码' },
  { key: 'detail', header: '说明' },
  { key: 'address', header: '网络地址' },
  { key: 'requestId', header: '请求编号' },
  { key: 'hash', header: '校验值' },
];

/** The audit trail, oldest first, read while it is used. */
export async function* auditEntries(filter: AuditFilter): AsyncGenerator<AuditEntry> {
  const rows = Audit.find(conditions(filter)).sort({ seq: 1 }).lean<AuditRecord[]>().cursor();
  for await (const row of rows) yield present(row);
}

/** What a resident did that was recorded (a binding, a confirmed call), oldest first, for the export of their data. */
export async function exportAudit(residentId: string) {
  const rows = await Audit.find({ actorId: residentId }).sort({ seq: 1 }).lean<AuditRecord[]>();
  return rows
    .map(present)
    .map(({ at, action, target, outcome, address }) => ({ at, action, target, outcome, address }));
}
