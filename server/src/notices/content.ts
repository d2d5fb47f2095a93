import type { NoticeDraft } from '@shuozhi/shared/api';
import { randomBytes } from 'node:crypto';
import { contentHash } from '../approvals';
import { draftOf } from './draftOf';
import type { NoticeRecord } from './model';

/** A new notice id: 12 characters, unguessable, fit for an address. */
export function newNoticeId(): string {
  return `n${randomBytes(8).toString('hex').slice(0, 11)}`;
}

/** The hash of a notice's text as it stands in the record: always computed, so that no write can leave it behind. */
export const hashOfNotice = (notice: NoticeRecord): string => contentHash(draftOf(notice));

/** A text as the database will give it back: members without a value are not kept. */
export const storable = (draft: NoticeDraft): NoticeDraft => JSON.parse(JSON.stringify(draft)) as NoticeDraft;
