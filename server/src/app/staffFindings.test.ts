import { aDraft } from '../../test/factories';
import { approver, editor, publishedNotice, shown } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { Escalations } from '../escalation/model';
import { saveHealthReport } from '../monitoring/healthReport';
import { createDraft } from '../notices/drafts';
import { proposeWithdrawal, returnNotice, submitNotice } from '../notices/lifecycle';
import { staffFindings } from './staffFindings';

useTestDatabase();

const NOW = new Date('2026-11-30T01:00:00Z');
const texts = async () => (await staffFindings()).map(({ text }) => text).sort();

async function submitted(title: string): Promise<string> {
  const { _id } = await createDraft(aDraft({ title }), editor, NOW);
  await submitNotice(_id, { hash: (await shown(_id)).hash, confirmReviewed: true }, editor, NOW);
  return _id;
}

test('what waits, was returned, rings or is broken, each named once until it changes; no person is', async () => {
  expect(await texts()).toEqual([]);
  const first = await submitted('甲通告');
  await submitted('乙通告');
  await returnNotice(first, { reason: '请补充电话' }, approver, NOW);
  const { notice } = await publishedNotice({ title: '丙通告' }, NOW);
  await proposeWithdrawal(notice._id, { hash: (await shown(notice._id)).hash, reason: '内容有误' }, editor, NOW);
  await Escalations.create({
    _id: 'n1.1.alert-issued',
    noticeId: 'n1',
    title: '暴雨红色预警',
    level: 'red',
    kind: 'alert',
    message: null,
    status: 'open',
    queue: [],
    steps: [],
    log: [],
    dueAt: NOW,
    createdAt: NOW,
  });
  await saveHealthReport({ checkedAt: NOW, broken: ['n2.1.publish'], alarms: [], depth: {}, oldestS: 0 });

  expect(await texts()).toEqual(
    [
      '已退回，请修改：甲通告',
      '待审批：乙通告',
      '待审批：通知的修改或撤回',
      '叫应进行中：暴雨红色预警',
      '推送异常，请查看推送 n2.1.publish',
    ].sort(),
  );
  const ids = (await staffFindings()).map(({ id }) => id);
  expect((await staffFindings()).map(({ id }) => id)).toEqual(ids);
  expect(JSON.stringify(await staffFindings())).not.toMatch(new RegExp(`${editor.id}|${approver.id}`));
});
