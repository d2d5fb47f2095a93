import { chineseDate } from '@shuozhi/shared';
import type { Block, KeyFact } from '@shuozhi/shared/api';
import type { EffectivePeriod } from '../period/effectivePeriod';
import type { Hotline } from '../fields/hotlines';
import { stripWhitespace } from '../lines/stripWhitespace';
import { kindOfFact, speaksToResidents, type FactKind } from './kindOfFact';
import { sentencesOf, type Sentence } from './sentences';

export interface FactInput {
  blocks: readonly Block[];
  kind: string;
  period: EffectivePeriod;
  hotlines: readonly Hotline[];
}

/** Documents that speak to the public itself, not through its offices. */
const PUBLIC_KINDS = new Set(['通告', '公告', '令', '公示']);
const MAX_FACTS = 150;
const LONGEST_VALUE = 300;

/**
 * Key facts (要点) for residents, each with the sentence it rests on and the block that holds it. What has no sentence
 * in the body is no fact: a period or a number that cannot be found there again is left out.
 */
export function findFacts(input: FactInput): KeyFact[] {
  const sentences = sentencesOf(input.blocks);
  const facts = [
    ...periodFacts(input, sentences),
    ...statementFacts(
      input,
      sentences,
      input.hotlines.map((each) => each.number),
    ),
    ...hotlineFacts(input, sentences),
  ];
  return facts.slice(0, MAX_FACTS);
}

/** The sentence that holds all `words`, compared without white space. */
function holding(sentences: readonly Sentence[], ...words: string[]): Sentence | undefined {
  return sentences.find((sentence) =>
    words.every((word) => stripWhitespace(sentence.quote).includes(stripWhitespace(word))),
  );
}

function fact(kind: KeyFact['kind'], label: string, value: string, sentence: Sentence, confidence: number): KeyFact {
  return {
    kind,
    label,
    value: value.slice(0, LONGEST_VALUE),
    source: { quote: sentence.quote, block: sentence.block },
    confidence: Math.round(confidence * 100) / 100,
  };
}

function periodFacts({ period }: FactInput, sentences: readonly Sentence[]): KeyFact[] {
  const [first] = period.evidence;
  if (first === undefined || period.from === null) return [];
  const sentence = sentenceOfEvidence(sentences, first.quote);
  if (sentence === undefined) return [];
  const value =
    period.to === null ? `自${chineseDate(period.from)}起` : `${chineseDate(period.from)}至${chineseDate(period.to)}`;
  return [fact('period', '时间', value, sentence, first.confidence)];
}

/** Evidence is cut from the compact text and may hold a heading before the sentence; its tail finds the sentence. */
function sentenceOfEvidence(sentences: readonly Sentence[], quote: string): Sentence | undefined {
  const bare = quote.replace(/[。；;！]$/, '');
  for (const length of [bare.length, 30, 20, 14]) {
    const found = length <= bare.length ? holding(sentences, bare.slice(-length)) : undefined;
    if (found !== undefined) return found;
  }
  return sentences.find(
    (sentence) => sentence.text.length >= 8 && stripWhitespace(quote).includes(stripWhitespace(sentence.text)),
  );
}

function hotlineFacts({ hotlines }: FactInput, sentences: readonly Sentence[]): KeyFact[] {
  return hotlines.flatMap(({ number, label, confidence }) => {
    const digits = number.replace(/\D/g, '');
    const sentence = sentences.find((each) =>
      stripWhitespace(each.quote)
        .replace(/[-—－（）()]/g, '')
        .includes(digits),
    );
    return sentence === undefined
      ? []
      : [fact('hotline', label === '' ? '电话' : label.slice(0, 20), number, sentence, confidence)];
  });
}

/** A sentence that goes on about what the paragraph's first one names. */
const GOES_ON =
  /^(?:每|部分|其中|上述|前述|但|同时|超出|否则|逾期|期限|标准|费用|所需|具体|由其|该|此|确因|已|救助标准|补助标准|补贴标准|奖励标准|收费标准|购买|按|并|对其|如)/;
/** Headings that say no more than the kind of fact does. */
const PLAIN_HEADING =
  /^(?:.{0,8}(?:范围|区域|对象|期限|时间|要求|规定|措施|内容|条件|任务|目标))$|总\s?则|附\s?则|其他|起草|决定和公布|附件|(?:办法|细则|规定|方案|预案|条例|意见|措施|制度|规划)$/;

function statementFacts(
  { kind, blocks }: FactInput,
  sentences: readonly Sentence[],
  hotlines: readonly string[],
): KeyFact[] {
  const isPublic = PUBLIC_KINDS.has(kind);
  const seen = new Set<string>();
  const found: KeyFact[] = [];
  const put = (made: KeyFact): void => {
    const key = stripWhitespace(made.value);
    if (seen.has(key)) return;
    seen.add(key);
    found.push(made);
  };
  const isRule = blocks.some((block) => block.type === 'paragraph' && /^第.{1,6}条/.test(block.anchor ?? ''));
  for (const sentence of sentences) {
    const { text, heading, lead, under } = sentence;
    if (text.length < SHORTEST || /[：:]$/.test(text) || PERIOD_ONLY.test(text)) continue;
    if (hotlines.some((number) => text.includes(number)) && !under) continue;
    const whole = under ? `${lead}：${text}` : text;
    const subject = !under && GOES_ON.test(text) && lead !== '' ? lead : whole;
    if (under && !speaksToResidents(lead, heading, 'public')) continue;
    if (!speaksToResidents(subject, heading, isPublic ? 'public' : isRule ? 'rule' : 'office')) continue;
    const own = kindOfFact(text, heading);
    const kind = under && !/^(?:penalty|forbidden)$/.test(own?.kind ?? '') ? (kindOfStem(lead, heading) ?? own) : own;
    if (kind === null) continue;
    put(fact(kind.kind, kind.label, withSubject(sentence), sentence, isPublic ? 0.9 : 0.8));
  }
  for (const made of tableFacts(blocks)) put(made);
  const order = (each: KeyFact): number => ORDER.indexOf(each.kind);
  return found.sort((a, b) => order(a) - order(b));
}

/** What the line that leads to a list makes of its items: `下列区域实行禁放` lists areas. */
function kindOfStem(lead: string, heading: string): FactKind | null {
  if (/(?:区域|范围|场所|路段|地点)(?:为|实施|实行|禁止|内)?/.test(lead)) return { kind: 'area', label: '范围' };
  return kindOfFact(lead, heading);
}

const SHORTEST = 6;
const ORDER: KeyFact['kind'][] = ['area', 'forbidden', 'required', 'audience', 'amount', 'deadline', 'penalty'];
/** What only says from when or until when stands in the period. */
const PERIOD_ONLY =
  /^(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，。]{0,4}(?:至|到)[^，。]{0,20}$|^本[\u4e00-\u9fa5]{2,6}自[^，]{2,20}(?:施行|执行|实施)(?:，有效期[^，]{1,8})?$/;

/** The statement with what it is about: the paragraph's first sentence or the heading, where it does not say so itself. */
function withSubject({ text, heading, lead, under }: Sentence): string {
  if (under) return `${lead}：${text}`;
  if (lead !== '' && GOES_ON.test(text)) {
    const said = `${lead}。${text}`;
    return heading === '' || said.includes(heading) || PLAIN_HEADING.test(heading) || said.length > 200
      ? said
      : `${heading}：${said}`;
  }
  return heading === '' || PLAIN_HEADING.test(heading) || text.includes(heading) || heading.length > 30
    ? text
    : `${heading}：${text}`;
}

const AMOUNT_HEAD = /标准|金额|价格|限额|元|费/;

/** Rows of a table that gives amounts: each with its own head, so that a figure never stands without what it is for. */
function tableFacts(blocks: readonly Block[]): KeyFact[] {
  return blocks.flatMap((block, index) => {
    if (block.type !== 'table' || block.doubt !== undefined || !block.header.some((head) => AMOUNT_HEAD.test(head)))
      return [];
    return block.rows.flatMap((row): KeyFact[] => {
      const value = row
        .map((cell, at) => [block.header[at] ?? '', cell] as const)
        .filter(([head, cell]) => cell !== '' && !/序号|备注/.test(head))
        .map(([head, cell]) => (head === '' ? cell : `${stripWhitespace(head)}：${cell}`))
        .join('；');
      const quote = row.filter((cell) => cell !== '').join('\t');
      if (!/\d/.test(value) || quote === '' || quote.length > 600) return [];
      return [
        {
          kind: 'amount',
          label: '标准',
          value: value.slice(0, LONGEST_VALUE),
          source: { quote, block: index },
          confidence: 0.85,
        },
      ];
    });
  });
}
