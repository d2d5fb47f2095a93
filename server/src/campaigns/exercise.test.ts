import type { NoticeDraftInput } from '@shuozhi/shared/api';
import { aDraft } from '../../test/factories';
import { approveProposal, editor, proposeText, publishedNotice } from '../../test/noticeSteps';
import { benchResident, seedSubscribers } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { testConfig } from '../../test/testServer';
import { readInbox } from '../inbox/inbox';
import { createDraft } from '../notices';
import { listNotices } from '../notices/read';
import { Notices } from '../notices/model';
import { refreshSearchIndex, searchAll } from '../search';
import { nameExerciseResidents } from '../subscriptions';
import { Subscriptions } from '../subscriptions/model';
import { Deliveries } from './deliveries';
import { fanOutPage } from './fanOutPage';
import { Campaigns, findCampaign } from './model';
import { deriveCampaign } from './outboxRelay';
import { planCampaign } from './planCampaign';
import { previewPush } from './staff/previewPush';

useTestDatabase();
beforeEach(() =>
  Promise.all([Notices, Subscriptions, Deliveries, Campaigns].map((model) => model.collection.deleteMany({}))),
);

const { templates } = testConfig().wechat;
const exercise = {
  title: '示例市气象台发布暴雨红色预警',
  topics: ['alert'],
  level: 'red',
  exercise: true,
} satisfies Partial<NoticeDraftInput>;

async function publish(draft: Partial<NoticeDraftInput>): Promise<string> {
  const { notice, event } = await publishedNotice(draft, new Date());
  await deriveCampaign(event);
  await planCampaign(await findCampaign(event.id), templates, new Date());
  for (let campaign = await findCampaign(event.id); campaign.status === 'expanding';) {
    campaign = (await fanOutPage(campaign, true, new Date()))?.campaign ?? campaign;
  }
  return notice._id;
}
const recipients = async () => (await Deliveries.distinct('residentId')).sort();

test('an exercise reaches the named residents only, whatever anybody subscribes to', async () => {
  await seedSubscribers(4, { credits: { alert: 3 } });
  await seedSubscribers(1, { from: 9, topics: ['culture'], regions: ['140623'], credits: { alert: 3 } });
  const named = [benchResident(1), benchResident(9)];
  await nameExerciseResidents([...named, 'who-left'].map((residentId) => ({ residentId, name: '测试员' })));
  const id = await publish(exercise);
  expect(await recipients()).toEqual(named);
  const [campaign] = await Campaigns.find({ noticeId: id }).lean();
  expect(campaign).toMatchObject({ exercise: true, urgent: false, priority: 3 });
  expect(
    Object.values(campaign?.message?.data ?? {})
      .map(({ value }) => value)
      .join(),
  ).toMatch(/^演练.*仅为演练.*这是演练/);

  const lift = {
    title: '解除暴雨红色预警',
    topics: ['alert'],
    follows: id,
    exercise: true,
  } satisfies Partial<NoticeDraftInput>;
  await publish(lift);
  expect(await recipients()).toEqual(named);
  const inbox = await readInbox(benchResident(1), { limit: 10 }, new Date());
  expect(inbox.items.map(({ title }) => title)).toEqual([
    '演练预警解除：解除暴雨红色预警',
    '演练预警发布：示例市气象台发布暴雨红色预警',
  ]);
  expect(inbox.items.every(({ notice }) => notice?.exercise)).toBe(true);
});

test('the preview counts whom an exercise would reach', async () => {
  await seedSubscribers(4, { credits: { alert: 3 } });
  await nameExerciseResidents([{ residentId: benchResident(2), name: '测试员' }]);
  const { _id } = await createDraft(aDraft(exercise), editor, new Date());
  expect(await previewPush(_id, templates, new Date())).toMatchObject({
    event: 'alert-issued',
    recipients: 1,
    reachable: 1,
  });
});

test('an exercise stands in no public list and is found by no search', async () => {
  await publish(exercise);
  await publish({ title: '关于暴雨红色预警期间停课的通知', topics: ['alert'] });
  const { items } = await listNotices({ limit: 20 }, new Date());
  expect(items.map(({ title }) => title)).toEqual(['关于暴雨红色预警期间停课的通知']);
  await refreshSearchIndex();
  const { notices } = await searchAll('暴雨红色预警', 10, new Date());
  expect(notices.map(({ title }) => title)).toEqual(['关于暴雨红色预警期间停课的通知']);
});

test('an exercise cannot become a real alert, nor follow one', async () => {
  const id = await publish(exercise);
  await expect(publishedNotice({ ...exercise, exercise: false, follows: id }, new Date())).rejects.toMatchObject({
    errors: [{ path: 'follows', message: '演练只能接续演练，真实预警只能接续真实预警' }],
  });
  const change = { draft: { ...exercise, exercise: false }, major: true, changeNote: '成真' };
  await expect(proposeText(id, change, new Date())).rejects.toMatchObject({ errors: [{ path: 'draft.exercise' }] });
  await proposeText(id, { draft: { ...exercise, summary: '改一处' }, major: false, changeNote: null }, new Date());
  expect((await approveProposal(id, new Date())).notice.exercise).toBe(true);
});
