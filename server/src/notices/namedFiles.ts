import { namedInPayloads } from '../approvals';
import { Notices } from './model';
import { filesOfTexts } from './texts';

/** Which of these files a text names: the present one of a notice, an earlier one, or one that was proposed. */
export async function namedFiles(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const named: unknown[][] = await Promise.all([
    Notices.distinct('attachments.file', { 'attachments.file': { $in: [...ids] } }),
    filesOfTexts(ids),
    namedInPayloads('draft.attachments.file', ids),
  ]);
  const found = new Set(named.flat());
  return new Set(ids.filter((id) => found.has(id)));
}
