import type { NoticeDraft } from '@shuozhi/shared/api';
import { createHash, randomBytes } from 'node:crypto';

/** A new notice id: 12 characters, unguessable, fit for an address. */
export function newNoticeId(): string {
  return `n${randomBytes(8).toString('hex').slice(0, 11)}`;
}

/** Hash of what a reader sees of a draft; the same text always has the same hash. */
export function contentHash(draft: NoticeDraft): string {
  const { docNo, title, issuers, writtenOn, effectiveFrom, effectiveTo, topics, regions, level, blocks, keyFacts } =
    draft;
  const content = {
    docNo,
    title,
    issuers,
    writtenOn,
    effectiveFrom,
    effectiveTo,
    topics,
    regions,
    level,
    blocks,
    keyFacts,
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
