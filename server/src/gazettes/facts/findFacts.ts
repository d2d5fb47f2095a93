import { chineseDate, type CivilDate } from '@shuozhi/shared';
import type { Block, KeyFact } from '@shuozhi/shared/api';
import type { EffectivePeriod } from '../period/effectivePeriod';
import type { Hotline } from '../fields/hotlines';
import { dayWithoutYear } from '../period/moments';
import { stripWhitespace } from '../lines/stripWhitespace';
import { kindOfFact, kindOfStem } from './kindOfFact';
import { listFacts, tableFacts } from './listFacts';
import { sentencesOf, type Sentence } from './sentences';
import { withPeoplesPart } from './whoActs';
import { withWholeLists } from './wholeLists';
import { speaksToResidents, type Voice } from './speaksToResidents';
import { shortened, withSubject } from './withSubject';

export interface FactInput {
  blocks: readonly Block[];
  kind: string;
  period: EffectivePeriod;
  hotlines: readonly Hotline[];
  /** 成文日期, by which a day printed without its year is told. */
  writtenOn: CivilDate | null;
}

/** Documents that speak to the public itself, not through its offices. */
const PUBLIC_KINDS = new Set(['通告', '公告', '令', '公示']);
const MAX_FACTS = 150;

/**
 * Key facts (要点) for residents, each with the sentence it rests on and the block that holds it. What has no sentence
 * in the body is no fact: a period or a number that cannot be found there again is left out.
 */
export function findFacts(input: FactInput): KeyFact[] {
  const sentences = sentencesOf(input.blocks);
  const periods = periodFacts(input, sentences);
  const statements = statementFacts(input, sentences).filter((each) => !saysOnlyTheDay(each, input.period));
  return [...periods, ...withoutContained(statements), ...hotlineFacts(input, sentences)].slice(0, MAX_FACTS);
}

/** `制度自2018年10月1日起实施` says what the period of the document says. */
function saysOnlyTheDay({ label, value }: KeyFact, { from, to }: EffectivePeriod): boolean {
  const days = value.match(/\d{4}年\d{1,2}月\d{1,2}日/g) ?? [];
  return label === '时间' && days.length === 1 && to === null && from !== null && days[0] === chineseDate(from);
}

/** A statement that another one of its kind goes on from stands there already. */
function withoutContained(facts: readonly KeyFact[]): KeyFact[] {
  return facts.filter(
    (each) =>
      !facts.some(
        (other) =>
          other !== each && other.value.includes(each.value) && (other.kind === each.kind || each.label === '要求'),
      ),
  );
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
    value: shortened(value),
    source: { quote: sentence.quote, block: sentence.block },
    confidence: Math.round(confidence * 100) / 100,
  };
}

function periodFacts({ period }: FactInput, sentences: readonly Sentence[]): KeyFact[] {
  const [first] = period.evidence;
  if (first === undefined || period.from === null) return [];
  const sentence = sentenceOfEvidence(sentences, first.quote);
  if (sentence === undefined) return [];
  const days =
    period.to === null ? `自${chineseDate(period.from)}起` : `${chineseDate(period.from)}至${chineseDate(period.to)}`;
  // Counted from an event, the words of the text stand beside the days: a reader can check them.
  const since = /(?:自|从)[^，。]{0,4}(?:印发|发布|公布)之日/.exec(sentence.text)?.[0];
  const value = since === undefined ? days : `${days}（${since}起）`;
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

/** Facts stand in this order; those of one kind in the order of the text. */
const ORDER: KeyFact['kind'][] = [
  'period',
  'area',
  'forbidden',
  'required',
  'audience',
  'amount',
  'deadline',
  'penalty',
];
const SHORTEST = 6;
/** `项目贡献奖励` is the heading of an amount. */
const SHORTEST_AMOUNT = 9;
/** What only says from when or until when stands in the period of the document. */
const PERIOD_ONLY =
  /^(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，。]{0,4}(?:至|到)[^，。]{0,6}\d[^，。]{0,14}$|^本[\u4e00-\u9fa5]{2,6}自[^，]{2,20}(?:施行|执行|实施)(?:，有效期[^，]{1,8})?$/;

/** Kinds whose day a reader acts by. */
const BY_DAY: ReadonlySet<KeyFact['kind']> = new Set(['deadline', 'period']);
const DAY_WITHOUT_YEAR = /(?<![年\d-])(?<dMonth>\d{1,2})月(?<dDay>\d{1,2})日/;

/** `6月30日前缴费` with the year it belongs to behind it, where the text prints none and the written day settles it. */
function withYear(value: string, writtenOn: CivilDate | null): string {
  const groups = /\d{4}年/.test(value) ? undefined : DAY_WITHOUT_YEAR.exec(value)?.groups;
  const found = groups === undefined ? null : dayWithoutYear(groups, 'd', writtenOn);
  return found?.sure ? `${value}（${found.day.slice(0, 4)}年）` : value;
}

function voiceOf({ kind, blocks }: FactInput): Voice {
  if (PUBLIC_KINDS.has(kind)) return 'public';
  const isRule = blocks.some((block) => block.type === 'paragraph' && /^第.{1,6}条/.test(block.anchor ?? ''));
  return isRule ? 'rule' : 'office';
}

function statementFacts(input: FactInput, sentences: readonly Sentence[]): KeyFact[] {
  const voice = voiceOf(input);
  const found = new Map<string, KeyFact>();
  const put = (made: KeyFact): void => {
    const key = stripWhitespace(made.value);
    if (!found.has(key)) found.set(key, made);
  };
  for (const sentence of withWholeLists(sentences).map(withPeoplesPart)) {
    const { text, heading, lead, under } = sentence;
    if (text.length < SHORTEST || /[：:]$/.test(text) || PERIOD_ONLY.test(text)) continue;
    if (input.hotlines.some(({ number }) => text.includes(number)) && !under) continue;
    const own = kindOfFact(text, heading);
    const kind = under && !/^(?:penalty|forbidden)$/.test(own?.kind ?? '') ? (kindOfStem(lead, heading) ?? own) : own;
    if (kind?.kind === 'amount' && text.length < SHORTEST_AMOUNT) continue;
    if (kind === null || !speaksToResidents(sentence, kind, voice)) continue;
    const value = BY_DAY.has(kind.kind) ? withYear(withSubject(sentence), input.writtenOn) : withSubject(sentence);
    put(fact(kind.kind, kind.label, value, sentence, voice === 'public' ? 0.9 : 0.8));
  }
  for (const made of [...listFacts(input.blocks), ...tableFacts(input.blocks)]) put(made);
  return [...found.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
