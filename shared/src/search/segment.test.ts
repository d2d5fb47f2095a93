import { buildLexicon } from './lexicon';
import { createPinyin } from './pinyin';
import { planQuery } from './queryPlan';
import { segment } from './segment';

const lexicon = buildLexicon(
  {
    relations: ['上坟 = 烧纸', '祭祀 > 上坟', '野外用火 > 上坟', '气球 自建房'],
    dropped: ['能', '不', '咋办', '能不能'],
    generic: ['证'],
    setting: ['村里'],
    infixes: ['点', '些'],
  },
  ['房'],
  createPinyin({ qi: '气汽', qiu: '球' }),
);
const cut = (text: string) => segment(text, lexicon).map((one) => one.text);

test.each([
  ['清明能烧纸不', ['清明', '能', '烧纸', '不']],
  ['村里自建房咋办', ['村里', '自建房', '咋办']],
  ['能不能办护照', ['能不能', '办护照']],
  ['烧点纸', ['烧点纸']],
  ['甲 乙', ['甲', '乙']],
])('%s is cut into the longest known words', (text, words) => {
  expect(cut(text)).toEqual(words);
});

test('unknown stretches go to the segmenter', () => {
  const words = segment('办护照证', lexicon, {
    cut: (stretch) => [stretch.slice(0, 1), stretch.slice(1)],
    covered: () => [],
  });
  expect(words.map((one) => [one.text, one.start])).toEqual([
    ['办', 0],
    ['护照', 1],
    ['证', 3],
  ]);
});

test('what sounds like a word and what has a measure word inside are understood', () => {
  expect(segment('汽球', lexicon)[0]).toMatchObject({ kind: 'content', corrected: '气球' });
  expect(segment('烧些纸', lexicon)[0]).toMatchObject({ kind: 'content', corrected: '烧纸' });
});

test('a plan keeps meaningful words with synonyms before official terms, and weighs places less', () => {
  const plan = planQuery('村里能上坟不', lexicon);
  expect(plan.terms.map((term) => term.text)).toEqual(['村里', '上坟']);
  expect(plan.terms[0]?.importance).toBeLessThan(plan.terms[1]?.importance as number);
  expect(plan.terms[1]?.options.map((option) => option.text)).toEqual(['上坟', '烧纸', '祭祀', '野外用火']);
  expect(planQuery('能不能', lexicon)).toMatchObject({ terms: [], hasSubject: false });
});
