import { changeInWords, type ValidityChange } from '@/text/changeInWords';
import { decideChange } from './decideChange';

const OLD = '测政发〔2019〕3号';
const change: ValidityChange = {
  effect: 'repealed',
  scope: 'whole',
  parts: [],
  docNo: OLD,
  title: '关于河道采砂的通告',
  on: null,
  until: null,
  quote: '《关于河道采砂的通告》同时废止。',
  confirmed: null,
};
const part: ValidityChange = { ...change, scope: 'part', parts: ['第三条'] };

test.each([
  ['an end that is confirmed stays among the repealed', change, [OLD], true, [OLD]],
  ['an end that is confirmed is put among the repealed', change, [], true, [OLD]],
  ['an end that is refused is taken from the repealed, others stay', change, ['另1号', OLD], false, ['另1号']],
  ['an end of a part leaves them alone', part, ['另1号'], true, undefined],
  ['an end by title only leaves them alone', { ...change, docNo: null }, ['另1号'], true, undefined],
])('%s', (_, one, repeals, confirmed, expected) => {
  const decided = decideChange({ validityChanges: [one], repeals }, 0, confirmed);
  expect(decided.validityChanges).toEqual([{ ...one, confirmed }]);
  expect(decided.repeals).toEqual(expected);
});

test('one change is decided, the others stay; a number that one of them refuses is not put back', () => {
  const changes = [{ ...change, confirmed: false }, change, part];
  expect(decideChange({ validityChanges: changes, repeals: [] }, 1, true)).toEqual({
    validityChanges: [{ ...change, confirmed: false }, { ...change, confirmed: true }, part],
    repeals: [],
  });
});

test.each<[Partial<ValidityChange>, string]>([
  [{}, `《关于河道采砂的通告》（${OLD}）：废止`],
  [{ title: null, on: '2026-12-01' }, `${OLD}：废止，自2026年12月1日起`],
  [{ ...part, docNo: null }, '《关于河道采砂的通告》的“第三条”：废止'],
  [{ effect: 'extended', until: '2027-12-31' }, `《关于河道采砂的通告》（${OLD}）：延长有效期，到2027年12月31日止`],
])('a change reads %j', (more, words) => {
  expect(changeInWords({ ...change, ...more })).toBe(words);
});
