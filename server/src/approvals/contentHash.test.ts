import { changedMembers, contentHash } from './contentHash';

describe('contentHash', () => {
  test('does not depend on the order of members nor on absent ones', () => {
    expect(contentHash({ a: 1, b: { c: 2, d: undefined } })).toBe(contentHash({ b: { c: 2 }, a: 1 }));
  });
  test.each([
    ['a value', { a: 1 }, { a: 2 }],
    ['null for nothing', { a: null }, {}],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a member deep inside', { a: [{ b: '甲' }] }, { a: [{ b: '乙' }] }],
    ['white space', { a: '甲' }, { a: '甲 ' }],
  ])('changes with %s', (_what, one, other) => expect(contentHash(one)).not.toBe(contentHash(other)));
});

test('changedMembers names what differs, shortened for a person', () => {
  const before = { title: '甲', level: null, blocks: [1], same: { a: 1, b: 2 } };
  const after = { title: '乙', level: 'red', blocks: ['长'.repeat(100)], same: { b: 2, a: 1 } };
  expect(changedMembers(before, after)).toEqual([
    { path: 'title', message: '原为「甲」，现为「乙」' },
    { path: 'level', message: '原为「null」，现为「red」' },
    { path: 'blocks', message: expect.stringMatching(/^原为「\[1\]」，现为「\["长{58}…」$/) },
  ]);
});

test('changedMembers names the paragraph that changed, and the whole list when there are more of them', () => {
  const text = (...paragraphs: string[]) => ({
    draft: { title: '甲', blocks: paragraphs.map((each) => ({ text: each })) },
  });
  expect(changedMembers(text('一', '二'), text('一', '两'))).toEqual([
    { path: 'draft.blocks.1.text', message: '原为「二」，现为「两」' },
  ]);
  expect(changedMembers(text('一'), text('一', '二'))).toMatchObject([{ path: 'draft.blocks' }]);
});
