import { callOf, DutyLab } from '../../test/push/dutyTools';
import { answered } from '../../test/push/attempts';
import { benchResident, publishedEvent } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import type { Logger } from '../observability';
import { Subscriptions } from '../subscriptions/model';
import { deriveCampaign } from './outboxRelay';
import { type CampaignRecord, Campaigns, findCampaign } from './model';
import { planCampaign } from './planCampaign';
import { Escalator } from '../escalation/escalator';
import { Coordinator } from './coordinator';
import { Escalations } from '../escalation/model';
import { Deliveries } from './deliveries';

jest.setTimeout(180_000);
useTestDatabase();

const { templates } = testConfig().wechat;
const lab = new DutyLab();
let errors: { action: string; campaign?: string }[] = [];
const logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (entry: (typeof errors)[number]) => errors.push(entry),
} as unknown as Logger;
/** The worker that leads; another one after a kill knows nothing of what this one knew. */
const aCaller = () => new Escalator({ client: lab.client, logger, now: () => lab.now() });
const newCoordinator = (onPage = () => undefined) => {
  const caller = aCaller();
  const onPlanned = (campaign: CampaignRecord) => caller.escalate(campaign);
  return new Coordinator({
    logger,
    templates,
    now: () => lab.now(),
    refusalShare: 0.2,
    isCoordinating: () => true,
    onPlanned,
    onPage,
  });
};

async function alert(title = '暴雨红色预警'): Promise<string> {
  const event = await publishedEvent({ title, level: 'red', topics: ['alert'], regions: ['140602'] }, lab.now());
  await deriveCampaign(event);
  return event.id;
}
async function settle(coordinator: Coordinator): Promise<void> {
  while (await coordinator.runCycle());
}

beforeEach(async () => {
  errors = [];
  await Promise.all([Campaigns.deleteMany({}), Deliveries.deleteMany({})]);
  await lab.empty();
});
afterEach(() => jest.restoreAllMocks());

test('the person on duty has the message before anything of the audience is written', async () => {
  await lab.person('甲', 1, 0);
  const id = await alert();
  let written = -1;
  lab.meanwhile = async () => void (written = await Deliveries.countDocuments({}));
  await settle(newCoordinator());
  expect([lab.told(), written]).toEqual([['bench-0'], 0]);
  expect((await callOf(id)).steps).toMatchObject([{ state: 'notified' }]);
  expect(await Deliveries.countDocuments({ campaignId: id })).toBe(3);
});

test.each(['expanding', 'sending'] as const)(
  'a call that its planner did not come to open is opened by the next coordinator (%s)',
  async (status) => {
    await lab.person('甲', 1, 0);
    const id = await alert();
    await planCampaign(await findCampaign(id), templates, lab.now());
    await Campaigns.updateOne(
      { _id: id },
      { $set: { status, hold: { reason: '', code: null, by: null, at: lab.now() } } },
    );
    await newCoordinator().runCycle();
    await newCoordinator().runCycle();
    expect(lab.told()).toEqual(['bench-0']);
    expect(await callOf(id)).toMatchObject({ status: 'open', steps: [{ state: 'notified' }] });
  },
);

test('the database fails while the call is opened: no audience before the next try, which comes', async () => {
  await lab.person('甲', 1, 0);
  const id = await alert();
  const coordinator = newCoordinator();
  jest.spyOn(Escalations, 'updateOne').mockImplementationOnce(() => {
    throw new Error('the database is away');
  });
  await settle(coordinator);
  expect([lab.told(), await Deliveries.countDocuments({}), errors.length]).toEqual([[], 0, 1]);
  lab.time += 1000;
  await settle(coordinator);
  expect(lab.told()).toEqual(['bench-0']);
  expect(await Deliveries.countDocuments({ campaignId: id })).toBe(3);
});

test('an ordinary campaign costs no look at the calls', async () => {
  await deriveCampaign(await publishedEvent({}, lab.now()));
  const asked = jest.spyOn(Escalations, 'updateOne');
  await settle(newCoordinator());
  expect(asked).not.toHaveBeenCalled();
});

test('two calls at once never tell one person at the same time', async () => {
  await lab.person('甲', 1, 0);
  await lab.alertCall('暴雪红色预警');
  await lab.alertCall();
  await Subscriptions.updateMany({}, { $set: { 'ledger.alert.left': 2 } });
  let flying = 0;
  let most = 0;
  lab.meanwhile = async () => {
    most = Math.max(most, ++flying);
    for (let n = 0; n < 20; n++) await Escalations.findOne();
    flying -= 1;
  };
  const caller = aCaller();
  await Promise.all([caller.advance(), caller.advance()]);
  expect([lab.told(), most]).toEqual([['bench-0', 'bench-0'], 1]);
});

test('a campaign that fails stands still, is named in the log, and stops no other', async () => {
  const [broken, good] = [await alert('高温红色预警'), await alert('寒潮红色预警')];
  await Campaigns.updateOne({ _id: broken }, { $set: { type: 'nonsense', at: new Date(0) } });
  const coordinator = newCoordinator();
  await settle(coordinator);
  expect((await findCampaign(good)).status).toBe('sending');
  expect((await findCampaign(broken)).status).toBe('planned');
  expect(errors).toMatchObject([{ action: 'push.coordinate', campaign: broken }]);
  // Left alone for a moment, then tried again.
  lab.time += 1000;
  await settle(coordinator);
  expect(errors).toHaveLength(2);
  await Campaigns.updateOne({ _id: broken }, { $set: { type: 'alert-issued', at: lab.now() } });
  lab.time += 1000;
  await settle(coordinator);
  expect((await findCampaign(broken)).status).not.toBe('planned');
});

test('a campaign whose audience cannot be written lets the next one’s be written', async () => {
  const [broken, good] = [await alert('高温红色预警'), await alert('寒潮红色预警')];
  for (const id of [broken, good]) await planCampaign(await findCampaign(id), templates, lab.now());
  await Campaigns.updateOne({ _id: broken }, { $set: { at: new Date(0), progress: null } });
  await settle(newCoordinator());
  expect((await findCampaign(good)).status).toBe('sending');
  expect(errors).toMatchObject([{ action: 'push.coordinate', campaign: broken }]);
});

test('a busy WeChat at the first try holds nobody up', async () => {
  await lab.person('甲', 1, 0);
  lab.answers = [answered(-1)];
  const id = await alert();
  await settle(newCoordinator());
  expect(await Deliveries.countDocuments({ campaignId: id, residentId: benchResident(1) })).toBe(1);
  await lab.pass(2);
  expect((await callOf(id)).steps).toMatchObject([{ state: 'notified' }]);
});
