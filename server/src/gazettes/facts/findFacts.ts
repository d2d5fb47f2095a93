import { chineseDate } from '@shuozhi/shared';
import type { Block, KeyFact } from '@shuozhi/shared/api';
import type { EffectivePeriod } from '../period/effectivePeriod';
import type { Hotline } from '../fields/hotlines';
import { stripWhitespace } from '../lines/stripWhitespace';
import { FACT_RULES, type FactRule } from './factRules';
import { sentencesOf, type Sentence } from './sentences';

export interface FactInput {
  blocks: readonly Block[];
  kind: string;
  period: EffectivePeriod;
  hotlines: readonly Hotline[];
}

/** Documents that speak to the public itself, not through its offices. */
const PUBLIC_KINDS = new Set(['通告', '公告', '令', '公示']);
const MAX_FACTS = 60;
const LONGEST_VALUE = 300;

/**
 * Key facts (要点) for residents, each with the sentence it rests on and the block that holds it. What has no sentence
 * in the body is no fact: a period or a number that cannot be found there again is left out.
 */
export function findFacts(input: FactInput): KeyFact[] {
  const sentences = sentencesOf(input.blocks);
  const facts = [...periodFacts(input, sentences), ...ruleFacts(input, sentences), ...hotlineFacts(input, sentences)];
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

function ruleFacts({ kind }: FactInput, sentences: readonly Sentence[]): KeyFact[] {
  const isPublic = PUBLIC_KINDS.has(kind);
  return FACT_RULES.flatMap((rule) => {
    const found: KeyFact[] = [];
    for (const sentence of sentences) {
      if (found.length >= rule.limit) break;
      if (!applies(rule, sentence, isPublic)) continue;
      found.push(
        fact(rule.kind, rule.label, sentence.text, sentence, isPublic ? rule.confidence : rule.confidence - 0.15),
      );
    }
    return found;
  });
}

function applies(rule: FactRule, { text, heading }: Sentence, isPublic: boolean): boolean {
  if ((rule.publicOnly && !isPublic) || /[：:]$/.test(text)) return false;
  if (!isPublic && rule.otherwise?.test(text) === false) return false;
  if (rule.not?.test(text) === true) return false;
  return rule.sentence.test(text) || (rule.heading?.test(heading) === true && (rule.underHeading?.test(text) ?? true));
}
