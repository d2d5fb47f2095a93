import { noticeForEvent } from '../notices';
import type { CampaignRecord } from '../campaigns';
import { Escalations, type EscalationRecord } from './model';
import { personsFor } from './persons';

/**
 * Opens the escalation of an alert that needs one; doing it again changes nothing. It keeps its own copy of the message, so
 * it goes on when the campaign is held.
 * @param campaign planned already, so it has its message
 */
export async function openEscalation(campaign: CampaignRecord, now: Date): Promise<void> {
  const notice = campaign.noticeId === null ? null : await noticeForEvent(campaign.noticeId);
  const persons = await personsFor(notice?.regions ?? []);
  const { noticeId, title, level, kind, message } = campaign;
  const escalation: Omit<EscalationRecord, '_id'> = {
    noticeId,
    title,
    level,
    kind,
    message,
    status: 'open',
    queue: persons.map((person) => person._id),
    steps: [],
    log: [{ at: now, what: `开始叫应，共 ${persons.length} 人` }],
    dueAt: now,
    createdAt: now,
  };
  await Escalations.updateOne({ _id: campaign._id }, { $setOnInsert: escalation }, { upsert: true });
}
