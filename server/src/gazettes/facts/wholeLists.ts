import type { Sentence } from './sentences';

const LONGEST = 240;
/** Lists that count as a whole: conditions, papers to bring, ways to report. One item alone would mislead. */
const COUNTS_AS_WHOLE = /条件(?:之一)?(?:的)?$|材料|资料|途径|方式|渠道|情形/;

/**
 * Lists of conditions, papers and ways joined into one statement that rests on the line that leads to them, where they
 * are short enough to be read as one.
 */
export function withWholeLists(sentences: readonly Sentence[]): Sentence[] {
  const joined: Sentence[] = [];
  let at = 0;
  for (let sentence = sentences[at]; sentence !== undefined; sentence = sentences[at]) {
    const items = itemsUnder(sentences, at);
    const text = items.map((item) => item.text).join('；');
    const lead = items[0]?.lead ?? '';
    if (items.length > 1 && COUNTS_AS_WHOLE.test(lead) && lead.length + text.length <= LONGEST) {
      joined.push({ ...sentence, text, lead, under: true });
      at += items.length + 1;
    } else {
      joined.push(sentence);
      at += 1;
    }
  }
  return joined;
}

/** The items of the list that the sentence at `at` leads to. */
function itemsUnder(sentences: readonly Sentence[], at: number): Sentence[] {
  const stem = sentences[at];
  if (stem === undefined || !/[：:]$/.test(stem.text)) return [];
  const items: Sentence[] = [];
  for (const sentence of sentences.slice(at + 1)) {
    if (!sentence.under || !stem.text.endsWith(`${sentence.lead}：`)) break;
    items.push(sentence);
  }
  return items;
}
