import { randomUUID } from 'node:crypto';
import { AppError } from '../../errors';
import { appendEntry } from './chain';
import { Audit, Intents, type AuditIntent, type AuditRecord } from './model';

/** Who acts through a command of the terminal; no account has this id. */
export const COMMAND_ACTOR = { id: 'command', name: '命令行' } as const;

/** What is known of an action before it begins; the words of `Audited` in `http`, which knows no domain. */
interface AuditOpening {
  actor: { id: string; name: string };
  action: string;
  target?: string | null;
  address?: string | null;
  requestId?: string | null;
}

/** What the entry says when the action has ended; what is absent stands in the opening. */
type AuditClosing = Partial<Pick<AuditOpening, 'actor' | 'target'>> & { detail?: string | null };

/** Longer than any call takes: what began before and has not ended belongs to a process that died. */
const ABANDONED_MS = 10 * 60 * 1000;

function entryOf(
  intent: AuditIntent,
  { actor, ...said }: AuditClosing,
  became: Pick<AuditRecord, 'outcome' | 'code'>,
): Parameters<typeof appendEntry>[0] {
  const who = actor ? { actorId: actor.id, actorName: actor.name } : {};
  return { ...intent, ...who, target: said.target ?? intent.target, detail: said.detail ?? null, ...became };
}

/**
 * Does `work` and records it: what is about to be done is written first, what became of it afterwards. Should the process
 * die in between, the sweep records the action with outcome `unknown`; so no change is ever missing from the trail.
 * @param closing what the entry says beside the opening; also called when `work` threw, then without a result; null:
 * nothing was done that needs an entry
 * @throws what `work` throws, and when the action cannot be recorded
 */
export async function audited<T>(
  opening: AuditOpening,
  work: () => Promise<T>,
  closing: (result: T | undefined) => AuditClosing | null = () => ({}),
): Promise<T> {
  const { actor, action, target = null, address = null, requestId = null } = opening;
  const intent: AuditIntent = {
    _id: randomUUID(),
    at: new Date(),
    actorId: actor.id,
    actorName: actor.name,
    action,
    target,
    address,
    requestId,
  };
  await Intents.create(intent);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    const refused = error instanceof AppError && error.status < 500;
    const became = {
      outcome: refused ? ('refused' as const) : ('failed' as const),
      code: error instanceof AppError ? error.code : 'internal',
    };
    // The intent stands: should this write fail too, the sweep makes it good. The caller hears of the first error.
    await close(intent, closing(undefined), became).catch(() => undefined);
    throw error;
  }
  await close(intent, closing(result), { outcome: 'done', code: null });
  return result;
}

async function close(
  intent: AuditIntent,
  said: AuditClosing | null,
  became: Pick<AuditRecord, 'outcome' | 'code'>,
): Promise<void> {
  if (said !== null) await appendEntry(entryOf(intent, said, became));
  await Intents.deleteOne({ _id: intent._id });
}

/**
 * Records the actions whose process died before it could say what became of them. For a job.
 * @returns how many were recorded
 */
export async function finishAuditIntents(now: Date): Promise<number> {
  const abandoned = { at: { $lt: new Date(now.getTime() - ABANDONED_MS) } };
  const left = await Intents.find(abandoned).sort({ at: 1 }).lean<AuditIntent[]>();
  let recorded = 0;
  for (const intent of left) {
    // It died between the two writes of the end: the entry stands.
    const ended = await Audit.exists({ _id: intent._id });
    if (!ended) {
      // A name of its own: should the action live after all, its own entry follows this one.
      const entry = { ...intent, _id: `${intent._id}.unknown` };
      await appendEntry(entryOf(entry, {}, { outcome: 'unknown', code: null }));
      recorded += 1;
    }
    await Intents.deleteOne({ _id: intent._id });
  }
  return recorded;
}
