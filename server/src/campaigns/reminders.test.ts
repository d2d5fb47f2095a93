import type { NoticeDraftInput } from '@shuozhi/shared/api';
import { aDraft } from '../../test/factories';
import { approveProposal, proposeText, withdrawWith } from '../../test/noticeSteps';
import { publishedEvent } from '../../test/push/pushTools';
import { useTestDatabase } from '../../test/testDatabase';
import { seedSamples, upsertImportedNotice } from '../notices';
import { Notices } from '../notices/model';
import { deriveCampaign } from './outboxRelay';
import { Campaigns } from './model';
import { deriveReminders } from './reminders';

jest.setTimeout(180_000);
useTestDatabase();
beforeEach(() => Promise.all([Notices.deleteMany({}), Campaigns.deleteMany({})]));

/** A moment in Shanghai. */
const at = (text: string): Date => new Date(`${text}:00+08:00`);
const PUBLISHED = at('2026-05-01T10:00');
const ban = { title: '防火戒严令', writtenOn: '2026-04-30', effectiveFrom: '2026-05-20', effectiveTo: '2026-06-15' };

/** A notice of which residents were told; its id. */
async function told(draft: Partial<NoticeDraftInput> = ban, when = PUBLISHED): Promise<string> {
  const event = await publishedEvent(draft, when);
  await deriveCampaign(event);
  return event.noticeId;
}

test('a reminder comes on its day, by daylight in China, once', async () => {
  const id = await told();
  expect(await deriveReminders(at('2026-05-18T23:59'))).toEqual([]);
  expect(await deriveReminders(at('2026-05-19T07:59'))).toEqual([]);
  expect(await deriveReminders(at('2026-05-19T08:00'))).toEqual([`${id}.2026-05-20.reminder-begin`]);
  expect(await deriveReminders(at('2026-05-19T23:59'))).toEqual([]);
  expect(await deriveReminders(at('2026-06-11T23:59'))).toEqual([]);
  expect(await deriveReminders(at('2026-06-12T08:00'))).toEqual([`${id}.2026-06-15.reminder-end`]);
  expect(await deriveReminders(at('2026-06-13T08:00'))).toEqual([]);
  expect(await Campaigns.countDocuments({ type: /^reminder/ })).toBe(2);
});

test.each([
  ['2026-05-20T09:00', '2026-05-20.reminder-begin', '今天起施行，点开看具体要求'],
  ['2026-05-20T23:59', '2026-05-20.reminder-begin', '今天起施行，点开看具体要求'],
  ['2026-05-21T08:00', null, null],
  ['2026-06-14T12:00', '2026-06-15.reminder-end', null],
  ['2026-06-15T23:50', '2026-06-15.reminder-end', '今天到期，点开查看'],
  ['2026-06-16T08:00', null, null],
])('no worker ran before %s: what is still of use is sent then', async (when, reminder, note) => {
  const id = await told();
  expect(await deriveReminders(at(when))).toEqual(reminder === null ? [] : [`${id}.${reminder}`]);
  expect(await deriveReminders(at(when))).toEqual([]);
  if (reminder !== null) expect((await Campaigns.findById(`${id}.${reminder}`).lean())?.changeNote).toBe(note);
});

test('fresh news needs no reminder, on its day or later', async () => {
  await told(ban, at('2026-05-18T10:00'));
  expect(await deriveReminders(at('2026-05-19T09:00'))).toEqual([]);
  expect(await deriveReminders(at('2026-05-20T09:00'))).toEqual([]);
});

test('nor does a major revision of yesterday; a minor one is no news', async () => {
  const id = await told();
  const revise = async (title: string, major: boolean, when: Date) => {
    await proposeText(id, { draft: { ...ban, title }, major, changeNote: '有改动' }, when);
    const { event } = await approveProposal(id, when);
    if (event) await deriveCampaign(event);
  };
  await revise('防火戒严令（改字）', false, at('2026-05-18T10:00'));
  expect(await deriveReminders(at('2026-05-19T09:00'))).toHaveLength(1);
  await revise('防火戒严令（改期）', true, at('2026-06-11T10:00'));
  expect(await deriveReminders(at('2026-06-12T09:00'))).toEqual([]);
});

test('a ban lifted on 1 June does not end on 15 June', async () => {
  await told({ ...ban, docNo: '朔政发〔2026〕1号' });
  const lift = { title: '解除防火戒严令', docNo: '朔政发〔2026〕2号', repeals: ['朔政发〔2026〕1号'] };
  await told({ ...lift, effectiveFrom: '2026-06-01' }, at('2026-05-30T10:00'));
  expect(await deriveReminders(at('2026-06-12T09:00'))).toEqual([]);
});

test.each([
  ['2026-06-14', 0],
  ['2026-06-15', 0],
  ['2026-06-16', 1],
])('repealed from %s on, known in advance: %s reminders of its last day', async (repealsOn, count) => {
  await told({ ...ban, docNo: '朔政发〔2026〕3号' });
  await told({ title: '新戒严令', docNo: '朔政发〔2026〕4号', repeals: ['朔政发〔2026〕3号'], repealsOn });
  expect(await deriveReminders(at('2026-06-12T09:00'))).toHaveLength(count);
});

test('what was withdrawn, or is an alert, which tells of its end itself, is not reminded of', async () => {
  const withdrawn = await told();
  await withdrawWith(withdrawn, '内容有误', at('2026-05-02T10:00'));
  const alert = { ...ban, title: '大风黄色预警', level: 'yellow' as const };
  await told(alert);
  const replaced = await told(alert);
  await told({ title: '解除大风黄色预警', follows: replaced }, at('2026-05-03T10:00'));
  expect(await deriveReminders(at('2026-05-19T09:00'))).toEqual([]);
  expect(await deriveReminders(at('2026-06-12T09:00'))).toEqual([]);
});

test('imports and samples push nothing by themselves, nor after a minor revision', async () => {
  const options = { publish: true, actor: null, now: PUBLISHED };
  const imported = { draft: aDraft(ban), confidence: 1, warnings: [], needsReview: false };
  const { noticeId } = await upsertImportedNotice(imported, options);
  await seedSamples(PUBLISHED);
  const sample = await Notices.findOneAndUpdate({ sample: true }, { $set: { effectiveTo: '2026-06-15' } }).lean();
  expect(sample?.status).toBe('published');
  const minor = { draft: { ...ban, title: '防火戒严令（改字）' }, major: false, changeNote: null };
  await proposeText(noticeId, minor, at('2026-05-02T10:00'));
  await approveProposal(noticeId, at('2026-05-02T10:00'));
  expect(await deriveReminders(at('2026-05-19T09:00'))).toEqual([]);
  expect(await deriveReminders(at('2026-06-12T09:00'))).toEqual([]);
});
