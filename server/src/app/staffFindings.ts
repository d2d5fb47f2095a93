import { civilDateOf } from '@shuozhi/shared';
import { changesInReview } from '../approvals';
import { openCalls } from '../escalation';
import { readHealthReport } from '../monitoring';
import { noticesInReview } from '../notices';
import type { Finding } from '../robots';

/** Kinds of changes by the first part of their names, in words. */
const CHANGES: Record<string, string> = {
  notice: '通知的修改或撤回',
  items: '事项要素',
  words: '检索词',
  search: '热门检索',
  duty: '叫应责任人',
  staff: '账号',
};

/** What is still wrong tomorrow is told again tomorrow. */
async function brokenPush(): Promise<Finding[]> {
  const report = await readHealthReport();
  if (report === null) return [];
  const day = civilDateOf(report.checkedAt);
  return report.broken.map((id) => ({ id: `broken:${id}.${day}`, text: `推送异常，请查看推送 ${id}` }));
}

async function ofNotices(): Promise<Finding[]> {
  const { submitted, returned, missed } = await noticesInReview();
  return [
    ...submitted.map(({ id, version, title }) => ({ id: `submitted:${id}.${version}`, text: `待审批：${title}` })),
    ...returned.map(({ id, version, title }) => ({
      id: `returned:${id}.${version}`,
      text: `已退回，请修改：${title}`,
    })),
    ...missed.map(({ id, version, title }) => ({ id: `missed:${id}.${version}`, text: `定时发布未成功：${title}` })),
  ];
}

async function ofChanges(): Promise<Finding[]> {
  const waiting = await changesInReview();
  return waiting.map(({ _id: id, kind }) => ({
    id: `change:${id}`,
    text: `待审批：${CHANGES[kind.split('.')[0] ?? ''] ?? '修改'}`,
  }));
}

async function ofCalls(): Promise<Finding[]> {
  const open = await openCalls();
  return open.map(({ id, title }) => ({ id: `call:${id}`, text: `叫应进行中：${title}` }));
}

/**
 * What staff should know now: what waits for approval, was returned or not published at its time, open calls, broken push.
 * No person is named; who opens the console sees more.
 */
export async function staffFindings(): Promise<Finding[]> {
  return (await Promise.all([ofCalls(), brokenPush(), ofNotices(), ofChanges()])).flat();
}
