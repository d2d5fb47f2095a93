import { answered, FIRST_ATTEMPT } from '../../../test/push/attempts';
import { decide } from './decide';
import { UnknownCodeStreak } from './unknownCodeStreak';

const after = (errcode: number) => decide(answered(errcode), FIRST_ATTEMPT, 0);

test('sixteen refusals in a row with a code that is not documented hold the campaign; single ones do not', () => {
  const streak = new UnknownCodeStreak();
  const judge = (code: number, campaign = 'a') => streak.judge(campaign, after(code)).hold;
  for (let n = 0; n < 15; n++) expect(judge(48001)).toBeNull();
  expect(judge(48001, 'b')).toBeNull();
  expect(judge(0)).toBeNull();
  for (let n = 0; n < 15; n++) expect([judge(48001), judge(43101)]).toEqual([null, null]);
  expect(judge(48001)).toBe('campaign');
});
