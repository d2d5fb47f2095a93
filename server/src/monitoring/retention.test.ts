import { publishedEvent } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { deriveCampaign } from '../campaigns/outboxRelay';
import { Campaigns } from '../campaigns/model';
import { Deliveries, deliveryId } from '../campaigns/deliveries';
import { collectionOf } from '../database';
import { removeOldDeliveries } from './retention';

useTestDatabase();

const ended = new Date('2026-07-01T02:00:00Z');
const later = new Date('2027-07-02T02:00:00Z');

async function anOldCampaign(size: number): Promise<string> {
  const { id, noticeId, type, changeNote } = await publishedEvent({}, ended);
  await deriveCampaign({ id, noticeId, type, changeNote, at: ended });
  await Campaigns.updateOne({ _id: id }, { $set: { status: 'done', finishedAt: ended } });
  const rows = [...Array(size).keys()].map((n) => {
    const residentId = `r${n}`;
    const delivery = { campaignId: id, residentId, partition: 0, state: 'sent' as const, dueAt: ended, at: ended };
    return { _id: deliveryId(id, residentId), ...delivery };
  });
  await collectionOf(Deliveries).insertMany(rows);
  return id;
}

test('numbers are kept before the first delivery goes; killed in between, the next run ends it with the same numbers', async () => {
  const id = await anOldCampaign(4100);
  const other = await anOldCampaign(1);
  await Campaigns.updateOne({ _id: other }, { $set: { finishedAt: later } });
  const remove = collectionOf(Deliveries).deleteMany.bind(collectionOf(Deliveries));
  const killed = jest
    .spyOn(collectionOf(Deliveries), 'deleteMany')
    .mockImplementationOnce(remove)
    .mockRejectedValueOnce(new Error('killed'));
  await expect(removeOldDeliveries(later)).rejects.toThrow('killed');
  killed.mockRestore();
  expect(await Deliveries.countDocuments({ campaignId: id })).toBe(2100);
  expect(await Campaigns.findById(id).lean()).toMatchObject({ counts: { sent: 4100 }, removedAt: null });

  expect(await removeOldDeliveries(later)).toBe(2100);
  expect((await Campaigns.findById(id).lean())?.counts).toEqual({ sent: 4100 });
  expect((await Campaigns.findById(id).lean())?.removedAt).not.toBeNull();
  expect(await Deliveries.countDocuments({ campaignId: other })).toBe(1);
  expect(await removeOldDeliveries(later)).toBe(0);
});

test('a campaign that staff opened again meanwhile keeps what is left', async () => {
  const id = await anOldCampaign(2001);
  const remove = collectionOf(Deliveries).deleteMany.bind(collectionOf(Deliveries));
  const reopened = jest.spyOn(collectionOf(Deliveries), 'deleteMany').mockImplementationOnce(async (filter) => {
    await Campaigns.updateOne({ _id: id }, { $set: { status: 'sending' } });
    return remove(filter);
  });
  expect(await removeOldDeliveries(later)).toBe(2000);
  reopened.mockRestore();
  expect(await Deliveries.countDocuments({ campaignId: id })).toBe(1);
  expect((await Campaigns.findById(id).lean())?.removedAt).toBeNull();
});
