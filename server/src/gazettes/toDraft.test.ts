import { cityProfile, parseGazette } from '.';
import { toDraft } from './toDraft';

const draftOf = (lines: string[]) => toDraft(parseGazette(lines.join('\n'), cityProfile).documents[0]!);
const notice = (sentence: string) =>
  draftOf(['东湖市公安局', '关于实行交通管制的通告', sentence, '东湖市公安局', '2025年4月7日']);

test('hours that the text states reach the draft with the words they rest on', () => {
  const draft = notice('一、管制时间：2025年4月13日5时至12时30分。');
  expect(draft).toMatchObject({
    effectiveFrom: '2025-04-13',
    effectiveTo: '2025-04-13',
    startsAt: '2025-04-13T05:00:00+08:00',
    endsAt: '2025-04-13T12:30:00+08:00',
    validityBasis: { kind: 'range', sentence: expect.stringContaining('5时至12时30分') as string },
  });
});

test('to 24:00 is to the end of the printed day, and from 24:00 is from the next day on', () => {
  expect(notice('一、管制时间：2025年4月13日5时至4月14日24时。')).toMatchObject({
    effectiveTo: '2025-04-14',
    endsAt: '2025-04-15T00:00:00+08:00',
  });
  expect(notice('自2025年4月13日24时起，东湖路禁止货车通行。')).toMatchObject({
    effectiveFrom: '2025-04-14',
    startsAt: '2025-04-14T00:00:00+08:00',
  });
});

test('a text without hours has days only', () => {
  expect(notice('一、管制时间：2025年4月13日至4月14日。')).toMatchObject({
    effectiveFrom: '2025-04-13',
    effectiveTo: '2025-04-14',
    startsAt: null,
    endsAt: null,
  });
});
