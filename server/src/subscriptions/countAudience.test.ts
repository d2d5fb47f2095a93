import { useTestDatabase } from '../../test/testDatabase';
import { collectionOf } from '../database';
import type { AudienceRule } from './audience';
import { countAudience } from './countAudience';
import { EMPTY_ENTRY, type LedgerEntry } from './ledger';
import { emptySubscription, Subscriptions } from './model';

useTestDatabase();

const notice = (more: Partial<LedgerEntry>) => ({ ledger: { notice: { ...EMPTY_ENTRY, ...more } } });
const rule = (more: Partial<AudienceRule> = {}): AudienceRule => ({
  by: 'keys',
  values: ['fire:140602'],
  rank: 0,
  before: new Date(),
  ...more,
});

beforeAll(async () => {
  const fire = { keys: ['fire:140602'] };
  const rows = [
    { _id: 'one-time', ...fire, words: ['防火'], ...notice({ left: 2 }) },
    { _id: 'long-term', ...fire, ...notice({ longTerm: true }), lowestRank: 3 },
    { _id: 'used-up', ...fire, words: ['防火', '停水'], ...notice({ held: ['c'] }) },
    { _id: 'never', ...fire },
    { _id: 'invalid', ...fire, openidInvalid: true },
    { _id: 'invalid-rich', words: ['停水'], openidInvalid: true, ...notice({ left: 1 }) },
    { _id: 'other', keys: ['fire:140603'] },
  ].map(({ _id, ...more }) => ({ ...emptySubscription(_id, `o-${_id}`), ...more }));
  await collectionOf(Subscriptions).insertMany(rows);
});
afterEach(() => jest.restoreAllMocks());

test.each([
  ['one rule', [rule()], { recipients: 5, noCredit: 2, openidInvalid: 1 }],
  ['a level', [rule({ rank: 2 })], { recipients: 4, noCredit: 2, openidInvalid: 1 }],
  [
    'several rules that meet the same residents',
    [rule(), rule({ by: 'keywords', values: ['防火', '停水'] })],
    { recipients: 6, noCredit: 2, openidInvalid: 2 },
  ],
  [
    'a rule without values',
    [rule({ values: [] }), rule({ by: 'itemIds', values: ['2020-1'] })],
    { recipients: 0, noCredit: 0, openidInvalid: 0 },
  ],
])('counts each resident of %s once', async (_name, rules, count) => {
  expect(await countAudience(rules, 'notice')).toEqual(count);
});

test('of another kind nobody has a credit', async () => {
  expect(await countAudience([rule()], 'alert')).toEqual({ recipients: 5, noCredit: 4, openidInvalid: 1 });
});

test('the database counts, and once for all who ask the same at once', async () => {
  const streamed = jest.spyOn(collectionOf(Subscriptions), 'find');
  const counted = jest.spyOn(Subscriptions, 'aggregate');
  const later = new Date(Date.now() + 1000);
  const counts = await Promise.all(
    [rule(), rule({ before: later }), rule()].map((one) => countAudience([one], 'notice')),
  );
  expect(counts.map(({ recipients }) => recipients)).toEqual([5, 5, 5]);
  expect(counted).toHaveBeenCalledTimes(1);
  expect(streamed).not.toHaveBeenCalled();
  await countAudience([rule()], 'notice');
  expect(counted).toHaveBeenCalledTimes(2);
});
