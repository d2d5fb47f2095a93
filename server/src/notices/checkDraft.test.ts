import type { Block, KeyFact, NoticeDraftInput } from '@shuozhi/shared/api';
import { aDraft } from '../../test/factories';
import { draftProblems, withHeldFacts } from './checkDraft';

const fact = (quote: string, block = 0): KeyFact => ({
  kind: 'forbidden',
  label: '禁止',
  value: '用火',
  source: { quote, block },
  confidence: 1,
});
const blocks = (...list: Block[]): Partial<NoticeDraftInput> => ({ blocks: list });
const table = (rows: string[][]): Block => ({ type: 'table', header: ['时间', '地点'], rows });

test('a sound text has no problems', () => {
  const draft = aDraft({
    hotlines: ['12119', '0349-2022222', '0349-2022222转801', '13800000000'],
    keyFacts: [fact('林区内禁止用火。')],
    effectiveTo: '2026-11-01',
  });
  expect(draftProblems(draft)).toEqual([]);
});

test.each<[string, Partial<NoticeDraftInput>, string]>([
  ['an empty kind', { kind: ' ' }, 'kind'],
  ['an empty issuer', { issuers: ['甲局', ''] }, 'issuers.1'],
  ['an issuer that was not read', { issuers: ['（发文机关待核对）'] }, 'issuers.0'],
  ['an end before the writing', { effectiveTo: '2026-10-31' }, 'effectiveTo'],
  ['a hotline that is no number', { hotlines: ['12345', '拨打电话'] }, 'hotlines.1'],
  ['an empty paragraph', blocks({ type: 'paragraph', text: '\n ' }), 'blocks.0.text'],
  ['an empty item of a list', blocks({ type: 'list', ordered: true, items: ['甲', ''] }), 'blocks.0.items.1'],
  ['a ragged table', blocks({ type: 'paragraph', text: '一' }, table([['1', '2'], ['3']])), 'blocks.1.rows'],
  ['a table without cells', blocks({ type: 'table', header: [], rows: [] }), 'blocks.0.rows'],
  ['a signature of nobody', blocks({ type: 'signature', issuers: [], date: null }), 'blocks.0.issuers'],
  ['a fact whose sentence is not in its block', { keyFacts: [fact('禁止燃放')] }, 'keyFacts.0.source.quote'],
  ['a fact whose sentence is nothing but a space', { keyFacts: [fact(' ')] }, 'keyFacts.0.source.quote'],
  ['a paragraph that nobody sees', blocks({ type: 'paragraph', text: '\u200B' }), 'blocks.0.text'],
  ['a paragraph whose words are turned round', blocks({ type: 'paragraph', text: '\u202E火用止禁' }), 'blocks.0'],
  ['a summary whose words are turned round', { summary: '可以\u2067烧纸' }, 'summary'],
  [
    'a fact whose words are turned round',
    { keyFacts: [{ ...fact('林区内禁止用火。'), value: '\u202E火用' }] },
    'keyFacts.0.value',
  ],
  ['a fact of a block that does not exist', { keyFacts: [fact('林区内禁止用火。', 7)] }, 'keyFacts.0.source.block'],
])('%s is named by its path', (_what, change, path) => {
  expect(draftProblems(aDraft(change)).map((problem) => problem.path)).toEqual([path]);
});

test('spaces and line breaks between the words of a sentence do not count', () => {
  expect(draftProblems(aDraft({ keyFacts: [fact('林区内 禁止\n用火')] }))).toEqual([]);
});

test('only facts that rested on the text before are dropped', () => {
  const [old, fresh, held] = [fact('县区内禁止用火。'), fact('从来没有的话'), fact('林区内禁止用火。')];
  const { draft, dropped } = withHeldFacts(aDraft({ keyFacts: [old, fresh, held] }), [old, held]);
  expect(dropped).toEqual([old]);
  expect(draft.keyFacts).toEqual([fresh, held]);
});
