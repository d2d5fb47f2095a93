import { civilDateOf } from '@shuozhi/shared';
import type { SearchCounts as SearchCountList, SearchCountsQuery } from '@shuozhi/shared/api';
import { collectionOf } from '../../database';
import { LEAST_ASKED, SearchCounts } from './model';

const SHOWN = 100;

/**
 * What many asked and did not get answered, or got answered and never opened, most asked first.
 * @param now its day is the last that counts
 */
export async function listSearches({ kind, days }: SearchCountsQuery, now: Date): Promise<SearchCountList> {
  const from = civilDateOf(new Date(now.getTime() - (days - 1) * 86_400_000));
  const sums = { asked: { $sum: '$asked' }, unanswered: { $sum: '$unanswered' }, opened: { $sum: '$opened' } };
  const wanted =
    kind === 'unanswered'
      ? { unanswered: { $gte: LEAST_ASKED } }
      : { opened: 0, $expr: { $gte: [{ $subtract: ['$asked', '$unanswered'] }, LEAST_ASKED] } };
  const rows = await collectionOf(SearchCounts)
    .aggregate<{ _id: string; asked: number; unanswered: number; opened: number }>([
      { $match: { day: { $gte: from } } },
      { $group: { _id: '$words', ...sums } },
      { $match: wanted },
      { $sort: { [kind === 'unanswered' ? 'unanswered' : 'asked']: -1, _id: 1 } },
      { $limit: SHOWN },
    ])
    .toArray();
  return { items: rows.map(({ _id, ...counts }) => ({ words: _id, ...counts })) };
}
