import { startOfDay } from '@shuozhi/shared';
import { noticeDraft, type NoticeDraft } from '@shuozhi/shared/api';
import { readFileSync } from 'node:fs';
import { serverPath } from '../runtime';
import { newRecord } from './drafts';
import { Notices } from './model';

/** Sample notices in our own words with the facts of real ones; never in production. */
function sampleDrafts(): NoticeDraft[] {
  return noticeDraft.array().parse(JSON.parse(readFileSync(serverPath('data', 'sample-notices.json'), 'utf8')));
}

/**
 * Publishes the samples that are not there yet, without any event. A sample whose real document is in the database,
 * or that was withdrawn, stays away.
 * @returns how many were added
 */
export async function seedSamples(now: Date): Promise<number> {
  let added = 0;
  for (const draft of sampleDrafts()) {
    const known = await Notices.exists({ docNo: draft.docNo, $or: [{ sample: true }, { status: 'published' }] });
    if (known) continue;
    const listedAt = draft.writtenOn ? startOfDay(draft.writtenOn) : now;
    const life = { status: 'published' as const, publishedAt: listedAt, listedAt };
    await Notices.create(newRecord(draft, now, { ...life, sample: true, authors: [] }));
    added += 1;
  }
  return added;
}
