import { contentHash } from '../../approvals';
import { isDuplicateKey } from '../../database';
import { Audit, type AuditRecord } from './model';

export type NewEntry = Omit<AuditRecord, 'seq' | 'previous' | 'hash'>;

/** Hash of everything an entry says, the hash of the one before it included. */
export function entryHash({ hash: _own, ...said }: AuditRecord): string {
  return contentHash(said);
}

const latest = () =>
  Audit.findOne({ seq: { $gte: 1 } })
    .sort({ seq: -1 })
    .lean<AuditRecord>();

/**
 * Puts an entry at the end of the trail. Two processes that want the same place are told apart by the unique number: the
 * slower takes the next. An entry that stands already is left as it is.
 */
export async function appendEntry(entry: NewEntry): Promise<void> {
  for (;;) {
    const last = await latest();
    const record: AuditRecord = { ...entry, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? '', hash: '' };
    try {
      await Audit.create({ ...record, hash: entryHash(record) });
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if (await Audit.exists({ _id: entry._id })) return;
    }
  }
}

/** The last place of the trail and its hash: kept elsewhere, it proves that nothing before it was changed or cut off. */
export interface TrailHead {
  seq: number;
  hash: string;
}

/** @returns null when the trail is empty */
export async function trailHead(): Promise<TrailHead | null> {
  const last = await latest();
  return last && { seq: last.seq, hash: last.hash };
}

export interface TrailReport {
  entries: number;
  head: TrailHead | null;
  /** The first place where the trail is not what was written; null when it is whole. */
  broken: { seq: number; why: string } | null;
}

function objection(entry: AuditRecord, seq: number, previous: string): string | null {
  if (entry.seq !== seq) return `缺少第 ${seq} 条`;
  if (entry.previous !== previous) return `第 ${seq} 条与前一条对不上`;
  return entryHash(entry) === entry.hash ? null : `第 ${seq} 条的内容被改过`;
}

/**
 * Reads the whole trail and checks every link.
 * @param known a head that was noted before: it must still stand in its place
 */
export async function verifyTrail(known?: TrailHead): Promise<TrailReport> {
  let head: TrailHead | null = null;
  for await (const entry of Audit.find({ seq: { $gte: 1 } })
    .sort({ seq: 1 })
    .lean<AuditRecord[]>()
    .cursor()) {
    const seq: number = (head?.seq ?? 0) + 1;
    const why =
      objection(entry, seq, head?.hash ?? '') ??
      (known?.seq === seq && known.hash !== entry.hash ? `第 ${seq} 条与记下的校验值不同` : null);
    if (why !== null) return { entries: seq - 1, head, broken: { seq, why } };
    head = { seq, hash: entry.hash };
  }
  const entries = head?.seq ?? 0;
  const cut = known !== undefined && known.seq > entries;
  return { entries, head, broken: cut ? { seq: entries + 1, why: `第 ${entries} 条之后的记录不见了` } : null };
}
