import type { Block, Draft } from '@/text/blockText';
import { textOf } from '@/text/blockText';
import type { PickedSentence } from './body/BodyEditor';

type Fact = Draft['keyFacts'][number];

export const FACT_KINDS: { value: Fact['kind']; label: string }[] = [
  { value: 'forbidden', label: '禁止' },
  { value: 'required', label: '要求' },
  { value: 'period', label: '时间' },
  { value: 'area', label: '区域' },
  { value: 'audience', label: '对象' },
  { value: 'deadline', label: '截止' },
  { value: 'hotline', label: '电话' },
  { value: 'amount', label: '金额' },
  { value: 'penalty', label: '处罚' },
];

/** What a sentence most likely says; the person sets it right. */
const KIND_WORDS: [Fact['kind'], RegExp][] = [
  ['hotline', /电话|拨打|热线/],
  ['forbidden', /禁止|严禁|不得|不准/],
  ['penalty', /罚款|处罚|追究/],
  ['deadline', /截止|之前|前办理/],
  ['period', /日起|至\d|期间/],
  ['amount', /元|万元|％|%/],
  ['area', /范围|区域|境内/],
];

/** A key fact from a sentence of the body. */
export function factFrom({ quote, block }: PickedSentence): Fact {
  const kind = KIND_WORDS.find(([, pattern]) => pattern.test(quote))?.[0] ?? 'required';
  const label = FACT_KINDS.find(({ value }) => value === kind)?.label ?? '要求';
  return { kind, label, value: quote.slice(0, 300), source: { quote, block }, confidence: 1 };
}

const squeezed = (text: string) => text.replace(/\s+/g, '');

/** Facts after the body changed: each follows its sentence to the block where it stands now. */
export function followSentences(facts: readonly Fact[], blocks: readonly Block[]): Fact[] {
  const texts = blocks.map((block) => squeezed(textOf(block)));
  return facts.map((fact) => {
    const quote = squeezed(fact.source.quote);
    if (texts[fact.source.block]?.includes(quote)) return fact;
    const block = texts.findIndex((text) => text.includes(quote));
    return block < 0 ? fact : { ...fact, source: { ...fact.source, block } };
  });
}
