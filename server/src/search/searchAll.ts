import { civilDateOf } from '@shuozhi/shared';
import type { SearchResult } from '@shuozhi/shared/api';
import { currentCatalogue } from '../items';
import { getNoticesByIds } from '../notices';
import { noticeTerms } from './noticeQuery';
import { searchNotices } from './searchNotices';

/**
 * Notices and items that answer a query, as two groups, best first.
 * @param limit of each group
 */
export async function searchAll(query: string, limit: number, now: Date): Promise<SearchResult> {
  const today = civilDateOf(now);
  const { search } = await currentCatalogue();
  const items = search.search(query, limit);
  const found = await searchNotices(search.lexicon.asksOf(query), noticeTerms(query, search), limit, today);
  const summaries = new Map(
    (
      await getNoticesByIds(
        found.map((one) => one.id),
        today,
      )
    ).map((notice) => [notice.id, notice]),
  );
  return {
    notices: found.flatMap(({ id, score, highlight, passage }) => {
      const summary = summaries.get(id);
      return summary ? [{ ...summary, highlight, passage, score }] : [];
    }),
    items: items.items.map(({ item, score, parts }) => ({ ...item, highlight: parts, score })),
    itemsConfident: items.confident,
  };
}
