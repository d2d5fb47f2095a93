import { momentOf, type TextPart } from '@shuozhi/shared';
import type { ItemSummary, NoticeSummary } from '@shuozhi/shared/api';
import { AppError } from '../errors';
import { currentCatalogue, findItem } from '../items';
import { getNoticesByIds } from '../notices';
import { readQuery } from './readQuery';
import { searchNotices } from './searchNotices';
import { subjectOf } from './subject';

const SHOWN = 5;
/** Better nothing than something that only shares a word: so many characters in a row must be common. */
const COMMON = 3;
const WIDE = 20;

const shares = (parts: readonly TextPart[]) => parts.some((part) => part.hit && part.text.length >= COMMON);

/** Notices whose title names the matter of an item; the one that merely lists all items is left out. */
export async function noticesOfItem(itemId: string, now: Date): Promise<NoticeSummary[]> {
  const item = await findItem(itemId);
  const moment = momentOf(now);
  const { search } = await currentCatalogue();
  const found = await searchNotices({ ...readQuery(item.name, search), asks: [] }, WIDE, moment);
  const ids = found.filter((one) => shares(one.highlight)).map((one) => one.id);
  const notices = await getNoticesByIds(ids, moment);
  return notices.filter((notice) => notice.docNo !== item.basis.docNo).slice(0, SHOWN);
}

/** Items whose name holds what the title of a notice names. */
export async function itemsOfNotice(noticeId: string, now: Date): Promise<ItemSummary[]> {
  const [notice] = await getNoticesByIds([noticeId], momentOf(now));
  if (notice === undefined) throw new AppError('notice_not_found');
  const { search } = await currentCatalogue();
  return search
    .search(subjectOf(notice.title).slice(0, 60), WIDE)
    .items.filter((one) => shares(one.parts))
    .slice(0, SHOWN)
    .map((one) => one.item);
}
