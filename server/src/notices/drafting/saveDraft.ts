import type { DraftMembers, NoticeDraft, StaffAccount } from '@shuozhi/shared/api';
import { contentHash } from '../../approvals';
import { AppError } from '../../errors';
import { hashOfNotice, storable } from '../content';
import { draftOf } from '../draftOf';
import { newRecord, rewritten } from '../drafts';
import type { NoticeRecord } from '../model';
import { insertNotice, updateNotice } from '../store';
import { changedSinceHash, keepBeforeSave } from '../texts';
import { assertWriter, transition } from '../transitions';

const EMPTY: NoticeDraft = {
  docNo: null,
  title: '',
  shortTitle: null,
  kind: '',
  issuers: [],
  addressees: null,
  writtenOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  startsAt: null,
  endsAt: null,
  validityBasis: null,
  topics: [],
  regions: [],
  level: null,
  summary: null,
  keyFacts: [],
  blocks: [],
  hotlines: [],
  repeals: [],
  repealsOn: null,
  validityChanges: [],
  cites: [],
  attachments: [],
  sourceUrl: null,
  exercise: false,
  follows: null,
  publicRelease: null,
};

/** The text `draft` with some members replaced; a member without a value is one that was not sent. */
const withMembers = (draft: NoticeDraft, members: DraftMembers): NoticeDraft =>
  storable({ ...draft, ...JSON.parse(JSON.stringify(members)) } as NoticeDraft);

/**
 * Begins a draft of which little may be known yet; who belongs to a department begins with it as the issuer.
 * @throws AppError `forbidden`, `duplicate_doc_no`
 */
export async function beginDraft(members: DraftMembers, actor: StaffAccount, now: Date): Promise<NoticeRecord> {
  const issuers = actor.department ? [actor.department] : [];
  const draft = withMembers({ ...EMPTY, issuers }, members);
  assertWriter(actor, draft);
  const record = newRecord(draft, now, { status: 'draft', authors: [actor.id] });
  await insertNotice(record);
  return record;
}

/**
 * Saves some members of a text that is not public yet; it is a draft again. What is missing or does not fit together is
 * kept as it is, for whoever writes is not done: it is refused when the draft is submitted. Saving the same again changes
 * nothing.
 * @param base hash of the text that was edited
 * @throws AppError `forbidden`, `transition_not_allowed`, `duplicate_doc_no`, and `conflict`, naming what changed, when
 * the text is not the one of `base`
 */
export async function saveDraft(
  id: string,
  { base, draft: members }: { base: string; draft: DraftMembers },
  actor: StaffAccount,
  now: Date,
): Promise<NoticeRecord> {
  return updateNotice(
    id,
    async (notice) => {
      const draft = withMembers(draftOf(notice), members);
      assertWriter(actor, notice, draft);
      transition(notice.status, 'edit');
      const present = hashOfNotice(notice);
      if (contentHash(draft) === present) return null;
      if (present !== base) throw new AppError('conflict', { errors: await changedSinceHash(notice, base) });
      await keepBeforeSave(notice, actor.id, now);
      return rewritten(notice, draft, [actor.id], now);
    },
    now,
  );
}
