import { chineseDate, type Asks } from '@shuozhi/shared';
import type { NoticeSummary, SearchResult } from '@shuozhi/shared/api';
import { factsOf } from '../notices';
import type { FoundNotice } from './searchNotices';

type Answer = NonNullable<SearchResult['answer']>;
type Fact = Awaited<ReturnType<typeof factsOf>>['keyFacts'][number];

/** Longer sentences are no one line. */
const LONGEST = 90;

/** Kinds of key facts that answer what is asked. */
const FACTS_FOR: Readonly<Partial<Record<Asks, readonly Fact['kind'][]>>> = {
  when: ['period', 'deadline'],
  phone: ['hotline'],
  amount: ['amount'],
  where: ['area'],
  may: ['forbidden', 'required'],
  penalty: ['penalty'],
};

/**
 * The only fact of the kind that is asked, else the one of the block that was found. A sentence that leaves a word to the
 * title may speak of something else (筛查 in a text on 康复): nothing is taken from it.
 */
function factFor(facts: readonly Fact[], asks: readonly Asks[], { holdsAll, passage }: FoundNotice): Fact | null {
  const kinds = asks.flatMap((one) => FACTS_FOR[one] ?? []);
  const fitting = facts.filter((fact) => kinds.includes(fact.kind));
  if (fitting.length === 1) return fitting[0] ?? null;
  const here = fitting.filter((fact) => fact.source.block === passage?.block);
  return holdsAll && here.length === 1 ? (here[0] ?? null) : null;
}

function pastInWords({ reason, on }: NonNullable<FoundNotice['past']>): string {
  const day = on === null ? '' : `已于${chineseDate(on)}`;
  if (reason === 'repealed') return on === null ? '已经废止' : `${day}废止`;
  if (reason === 'expired') return on === null ? '已经到期' : `${day}到期`;
  return '是以前时期的规定';
}

/**
 * The one line on top of the results: the fact or the sentence that answers, with its source and date; that only an
 * earlier rule is held, and its telephone number; null when nothing answers.
 * @param found best first
 */
export async function answerLine(
  asks: readonly Asks[],
  found: readonly FoundNotice[],
  summaries: ReadonlyMap<string, NoticeSummary>,
): Promise<Answer | null> {
  const [best] = found;
  const summary = best && summaries.get(best.id);
  if (best === undefined || summary === undefined || !best.matches) return null;
  const { id, docNo, title, writtenOn } = summary;
  const source = { noticeId: id, docNo, title, writtenOn, anchor: best.passage?.anchor ?? null };
  const { keyFacts, hotlines } = await factsOf(id);
  if (best.past !== null) {
    const [hotline = null] = hotlines;
    return {
      kind: 'past',
      text: `《${title}》${pastInWords(best.past)}，没有收录同类的现行规定。`,
      hotline,
      ...source,
    };
  }
  if (!best.answers || asks.length === 0) return null;
  const fact = factFor(keyFacts, asks, best);
  const sentence = best.holdsAll && best.sentence !== null && best.sentence.length <= LONGEST ? best.sentence : null;
  const text = fact === null ? sentence : `${fact.label}：${fact.value}`;
  return text === null ? null : { kind: 'answer', text, hotline: null, ...source };
}
