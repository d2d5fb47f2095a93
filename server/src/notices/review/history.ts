import type { Differences, NoticeDraft, NoticeHistory } from '@shuozhi/shared/api';
import { waitingChanges } from '../../approvals';
import { AppError } from '../../errors';
import { hashOfNotice } from '../content';
import { draftOf } from '../draftOf';
import type { NoticeRecord } from '../model';
import type { Revision } from '../proposals';
import { findNotice } from '../store';
import { keptTexts, keptText, type KeptText } from '../texts';
import { differencesOf } from './differences';

type Entry = NoticeHistory['items'][number];

const present = (notice: NoticeRecord, from: Date): Entry => ({
  hash: hashOfNotice(notice),
  revision: notice.revision,
  writtenBy: notice.writtenBy ?? null,
  authors: notice.authors,
  public: notice.status === 'published',
  from: from.toISOString(),
  until: null,
  removed: null,
});

const kept = (text: Omit<KeptText, 'draft'>, from: Date): Entry => ({
  hash: text.hash,
  revision: text.revision,
  writtenBy: text.writtenBy ?? null,
  authors: text.authors,
  public: text.published,
  from: from.toISOString(),
  until: text.replacedAt.toISOString(),
  removed: text.removed?.reason ?? null,
});

/** Every text that a notice has and had, the present one first, with who wrote it. @throws AppError `notice_not_found` */
export async function historyOf(id: string): Promise<NoticeHistory> {
  const notice = await findNotice(id);
  const hash = hashOfNotice(notice);
  // A text may have been kept for a change that was refused then: it is the present one.
  const texts = (await keptTexts(id)).filter((text) => text.hash !== hash || text.revision !== notice.revision);
  const items = texts.map((text, n) => kept(text, texts[n - 1]?.replacedAt ?? notice.createdAt));
  items.push(present(notice, texts.at(-1)?.replacedAt ?? notice.createdAt));
  return { items: items.reverse() };
}

/** The text of this hash: the present one, one of the history, or one that is proposed. */
async function textOf(notice: NoticeRecord, hash: string): Promise<NoticeDraft> {
  if (hashOfNotice(notice) === hash) return draftOf(notice);
  const text = await keptText(notice._id, hash);
  if (text?.draft) return text.draft;
  const change = (await waitingChanges([notice._id])).find((waiting) => waiting.hash === hash);
  const { draft } = (change?.payload ?? {}) as Partial<Revision>;
  if (!draft) throw new AppError('notice_not_found', { detail: '没有这一版内容' });
  return draft;
}

/** One text of the history. @throws AppError `notice_not_found` */
export async function historyTextOf(id: string, hash: string): Promise<Entry & { draft: NoticeDraft }> {
  const entry = (await historyOf(id)).items.find((item) => item.hash === hash);
  if (!entry) throw new AppError('notice_not_found', { detail: '没有这一版内容' });
  return { ...entry, draft: await textOf(await findNotice(id), hash) };
}

/** What differs between two texts of a notice. @throws AppError `notice_not_found` also for a text that is not kept */
export async function compareTexts(id: string, from: string, to: string): Promise<Differences> {
  const notice = await findNotice(id);
  return differencesOf(await textOf(notice, from), await textOf(notice, to));
}
