import { expansionGraph } from './expansions';
import { buildLexicon } from './lexicon';
import { createPinyin } from './pinyin';
import { planQuery } from './queryPlan';
import { parseRelation } from './relations';
import { relevantRelations } from './relevantRelations';
import { matchTerm } from './surface';

const LINES = [
  '养老机构 = 养老院 敬老院',
  '社会福利机构 > 养老机构',
  '公共场所 > 社会福利机构',
  '爸妈 老人 ~ 养老机构 老年人',
  '兽医 ! 手艺',
  '中考 ! 高中考试',
  '?amount 多少钱 几块钱',
  '- 公积金',
  '夜市',
];
const weights = (word: string) =>
  Object.fromEntries(
    expansionGraph(LINES.map(parseRelation))
      .expansionsOf(word)
      .map(({ text, weight }) => [text, Math.round(weight * 100) / 100]),
  );

test('a synonym stands for the word, a wider word almost, what is two steps wider or only related finds', () => {
  expect(weights('养老院')).toEqual({ 养老机构: 0.92, 敬老院: 0.92, 社会福利机构: 0.8, 公共场所: 0.62 });
  expect(weights('社会福利机构')).toEqual({ 公共场所: 0.8, 养老机构: 0.62, 养老院: 0.59, 敬老院: 0.59 });
  expect(weights('爸妈')).toEqual({ 养老机构: 0.62, 养老院: 0.59, 敬老院: 0.59, 老年人: 0.59 });
});

test('what is related does not lead back', () => {
  expect(weights('老年人')).toEqual({});
});

const lexicon = buildLexicon(
  { relations: [...LINES, '手艺 ~ 兽医', '中考 ~ 考试'], dropped: ['吗'], generic: [], setting: [], infixes: [] },
  [],
  createPinyin({}),
);

test('false friends never stand for one another', () => {
  const [term] = planQuery('手艺', lexicon).terms;
  expect(term?.options.map(({ text }) => text)).toEqual(['手艺']);
});

test('a hit inside a false friend does not count', () => {
  const [term] = planQuery('中考', lexicon).terms;
  if (term === undefined) throw new Error('no term');
  expect(matchTerm(term, '高中考试安排').found).toBe('考试');
  expect(matchTerm(term, '高中考试和中考').found).toBe('中考');
});

test('a number inside a longer one is no hit', () => {
  const [term] = planQuery('119', lexicon).terms;
  if (term === undefined) throw new Error('no term');
  expect([matchTerm(term, '打 12119').quality, matchTerm(term, '打 119').quality]).toEqual([0, 1]);
});

test('questions, other offices and their words are told', () => {
  expect([lexicon.asksOf('一年多少钱'), lexicon.asksOf('夜市')]).toEqual([['amount'], []]);
  expect([lexicon.isOutside('公积金'), lexicon.isOutside('夜市')]).toEqual([true, false]);
  expect(planQuery('公积金', lexicon).terms[0]?.outside).toBe(true);
});

test('a phone gets the lines that lead to its items, and those that tell words apart', () => {
  expect(relevantRelations(LINES, ['养老机构备案'])).toEqual([
    '养老机构 = 养老院 敬老院',
    '社会福利机构 > 养老机构',
    '爸妈 老人 ~ 养老机构 老年人',
    '?amount 多少钱 几块钱',
    '- 公积金',
    '夜市',
  ]);
});
