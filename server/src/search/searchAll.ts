import { momentOf, normalizeText, type Asks } from '@shuozhi/shared';
import type { NoticeHit, SearchResult } from '@shuozhi/shared/api';
import { currentCatalogue, type Catalogue } from '../items';
import { getNoticesByIds } from '../notices';
import { answerLine } from './answerLine';
import { readQuery, type QueryReading } from './readQuery';
import { searchNotices } from './searchNotices';

/** Questions that a notice answers rather than an item. */
const FOR_NOTICES: ReadonlySet<Asks> = new Set(['may', 'amount', 'when', 'where', 'phone', 'penalty', 'force']);
const FOR_ITEMS: ReadonlySet<Asks> = new Set(['papers', 'how']);
/** Words by which people ask for an item. */
const PROCEDURE = /办|证|许可|手续|审批|备案|资质|登记|材料/;

/** Questions that no item answers by itself, unless the procedure is named: 学校什么时候开学. */
const NOT_FOR_ITEMS: ReadonlySet<Asks> = new Set(['when', 'amount', 'penalty', 'force']);

/** Which group stands first: the surer one; between equals what the question asks for. */
function firstGroup(
  { text, asks }: QueryReading,
  noticesConfident: boolean,
  itemsConfident: boolean,
): SearchResult['first'] {
  if (noticesConfident !== itemsConfident) return noticesConfident ? 'notices' : 'items';
  const asked = asks.find((one) => FOR_NOTICES.has(one) || FOR_ITEMS.has(one));
  if (asked !== undefined) return FOR_NOTICES.has(asked) ? 'notices' : 'items';
  return itemsConfident || PROCEDURE.test(normalizeText(text)) ? 'items' : 'notices';
}

export interface SearchOptions {
  exact?: boolean | undefined;
  catalogue?: Catalogue | undefined;
}

/**
 * Notices and items that answer a query, as two groups, best first.
 * @param limit of each group
 * @param options `exact`: nothing is taken for a slip of writing; `catalogue`: with other words than those that count
 */
export async function searchAll(
  query: string,
  limit: number,
  now: Date,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const moment = momentOf(now);
  const { exact = false, catalogue = await currentCatalogue() } = options;
  const { search, listedIn } = catalogue;
  const reading = readQuery(query, search, exact);
  const items = search.search(reading.text, limit, exact);
  const found = await searchNotices(reading, limit, moment);
  const ids = found.map((one) => one.id);
  const summaries = new Map((await getNoticesByIds(ids, moment)).map((notice) => [notice.id, notice]));
  const shown = found.flatMap((one) => {
    const summary = summaries.get(one.id);
    if (summary === undefined) return [];
    // The document that lists the items names every matter; where an item answers, it does not.
    const isList = listedIn.has(summary.docNo ?? '');
    return [isList && items.items.length > 0 ? { ...one, matches: false, answers: false } : one];
  });
  // What surely answers stands first; what only lies near never stands above it.
  shown.sort((a, b) => Number(b.answers) - Number(a.answers) || b.score - a.score);
  const notices = shown.flatMap(({ id, score, highlight, passage, answers, past }): NoticeHit[] => {
    const summary = summaries.get(id);
    const standing = past !== null ? 'past' : answers ? 'answer' : 'related';
    return summary ? [{ ...summary, highlight, passage, score, standing, past }] : [];
  });
  const isOfItems = PROCEDURE.test(normalizeText(reading.text)) || !reading.asks.some((one) => NOT_FOR_ITEMS.has(one));
  const itemsConfident = items.confident && isOfItems;
  const noticesConfident = reading.hasSubject && notices[0]?.standing === 'answer';
  return {
    notices,
    items: items.items.map(({ item, score, parts }) => ({ ...item, highlight: parts, score })),
    noticesConfident,
    itemsConfident,
    first: firstGroup(reading, noticesConfident, itemsConfident),
    answer: reading.hasSubject ? await answerLine(reading.asks, shown, summaries) : null,
    corrected: reading.corrected,
  };
}
