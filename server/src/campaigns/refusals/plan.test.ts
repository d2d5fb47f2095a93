import { useTestDatabase } from '../../../test/testDatabase';
import { collectionOf } from '../../database';
import { Deliveries } from '../deliveries';

useTestDatabase();

test('looking for refusals that are to be written reads none of the other deliveries', async () => {
  const row = { campaignId: 'c', partition: 0, state: 'sent' as const, dueAt: new Date(), at: new Date() };
  const rows = Array.from({ length: 500 }, (_, n) => ({ ...row, _id: `c:${n}`, residentId: String(n) }));
  const before = { left: 1, longTerm: false, version: 0 };
  const refusal = { code: 43101, at: new Date(), effect: 'due' as const, before };
  await collectionOf(Deliveries).insertMany([
    ...rows,
    { ...row, _id: 'c:x', residentId: 'x', state: 'refused', refusal },
  ]);
  const due = { 'refusal.effect': 'due' as const };
  const plan = await collectionOf(Deliveries).find(due).explain('executionStats');
  const stats = plan.executionStats as { totalDocsExamined: number; totalKeysExamined: number };
  expect([stats.totalDocsExamined, stats.totalKeysExamined]).toEqual([1, 1]);
  expect(await collectionOf(Deliveries).distinct('campaignId', due)).toEqual(['c']);
});
