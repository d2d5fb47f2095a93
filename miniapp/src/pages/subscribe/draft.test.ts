import type { Subscription } from '@shuozhi/shared/api';
import {
  draftOf,
  missing,
  quietId,
  withKeyword,
  withoutKeyword,
  withQuiet,
  withRegion,
  withTopic,
  type Draft,
} from './draft';

const draft: Draft = {
  topics: ['fire'],
  regions: ['140602'],
  lowestLevel: 'blue',
  keywords: ['招生'],
  itemIds: ['2020-1'],
  quietHours: { from: '22:00', to: '07:00' },
};
const saved: Subscription = { ...draft, updatedAt: '2026-01-01T00:00:00Z', credits: [], missed: 0 };

test('the first visit starts from alerts and fire bans of the district the reader looks at', () => {
  const first = draftOf({ ...saved, topics: [], regions: [], updatedAt: null }, '140623');
  expect(first.topics).toEqual(['alert', 'fire']);
  expect(first.regions).toEqual(['140623']);
});

test('a saved choice comes back whole, also what this page does not show', () => {
  expect(draftOf(saved, '140623')).toEqual(draft);
});

test('the whole city and single districts exclude each other', () => {
  expect(withRegion(draft, '140600').regions).toEqual(['140600']);
  expect(withRegion({ ...draft, regions: ['140600'] }, '140623').regions).toEqual(['140623']);
  expect(withRegion(draft, '140602').regions).toEqual([]);
});

test('a second tap takes a topic back', () => {
  expect(withTopic(withTopic(draft, 'health'), 'health').topics).toEqual(['fire']);
});

test('keywords are added once, trimmed, at most ten, and can be taken out', () => {
  expect(withKeyword(draft, ' 低保 ').keywords).toEqual(['招生', '低保']);
  expect(withKeyword(draft, '招生')).toBe(draft);
  expect(withKeyword(draft, '  ')).toBe(draft);
  const full = { ...draft, keywords: Array.from({ length: 10 }, (_, index) => `词${index}`) };
  expect(withKeyword(full, '又一个')).toBe(full);
  expect(withoutKeyword(draft, '招生').keywords).toEqual([]);
});

test('quiet hours go to an option and back', () => {
  expect(quietId(draft)).toBe('22:00-07:00');
  expect(withQuiet(draft, '21:00-08:00').quietHours).toEqual({ from: '21:00', to: '08:00' });
  expect(quietId(withQuiet(draft, ''))).toBe('');
});

test('what is missing is said', () => {
  expect(missing(draft)).toBeNull();
  expect(missing({ ...draft, topics: [] })).toBe('请至少选择一类通知');
  expect(missing({ ...draft, regions: [] })).toBe('请至少选择一个地方');
});
