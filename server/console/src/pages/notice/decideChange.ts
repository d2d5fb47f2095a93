import type { ValidityChange } from '@/text/changeInWords';
import type { Draft } from '@/text/blockText';

export const endsWhole = ({ effect, scope }: ValidityChange) => effect === 'repealed' && scope === 'whole';

/**
 * The members of a draft after a person decided on one change. The number of a document that ends stands among those
 * repealed (废止的文件) as long as nobody refuses its end: residents read that list.
 */
export function decideChange(
  { validityChanges, repeals }: Pick<Draft, 'validityChanges' | 'repeals'>,
  place: number,
  confirmed: boolean,
): Pick<Draft, 'validityChanges'> & Partial<Pick<Draft, 'repeals'>> {
  const decided = validityChanges.map((change, other) => (other === place ? { ...change, confirmed } : change));
  const change = decided[place];
  if (!change || change.docNo === null || !endsWhole(change)) return { validityChanges: decided };
  const { docNo } = change;
  const refused = decided.some((other) => other.docNo === docNo && endsWhole(other) && other.confirmed === false);
  const others = repeals.filter((number) => number !== docNo);
  if (refused) return { validityChanges: decided, repeals: others };
  return { validityChanges: decided, repeals: repeals.includes(docNo) ? repeals : [...repeals, docNo] };
}
