import { answered, FIRST_TRY } from '../../../test/push/tries';
import { decide } from './decide';
import { StrangeStreak } from './strangeStreak';

const after = (errcode: number) => decide(answered(errcode), FIRST_TRY, 0);

test('sixteen refusals in a row with a code nobody told us of hold the campaign; single ones do not', () => {
  const streak = new StrangeStreak();
  const judge = (code: number, campaign = 'a') => streak.judge(campaign, after(code)).hold;
  for (let n = 0; n < 15; n++) expect(judge(48001)).toBeNull();
  expect(judge(48001, 'b')).toBeNull();
  expect(judge(0)).toBeNull();
  for (let n = 0; n < 15; n++) expect([judge(48001), judge(43101)]).toEqual([null, null]);
  expect(judge(48001)).toBe('campaign');
});
