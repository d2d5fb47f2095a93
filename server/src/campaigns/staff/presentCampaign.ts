import type { CampaignCard, CampaignDetail, CampaignSummary } from '@shuozhi/shared/api';
import type { TemplateKind } from '@shuozhi/shared';
import { sumStates } from '../outcomeCounts';
import { fieldProblem } from '../message/fieldRules';
import type { CampaignRecord, Message, Counts } from '../model';
import type { DeliveryState } from '../../delivery';
import { ruleFor } from '../outcomes/codes';
import { FAN_OUT_STATUSES, type SkipReason } from '../states';

const STATE_WORDS: Record<DeliveryState, string> = {
  pending: '等待发送',
  sending: '正在发送',
  sent: '微信已接收',
  refused: '用户拒收',
  failed: '发送失败',
  unknown: '是否送达无法确认',
  skipped: '未发送',
};
const SKIP_WORDS: Record<SkipReason, string> = {
  'no-credit': '没有接收次数，只进收件箱',
  'openid-invalid': '微信账号无效，只进收件箱',
  'not-told': '上一条没有发出，只进收件箱',
  superseded: '被更新的消息代替',
  withdrawn: '通知已撤回',
  stopped: '工作人员已停止',
};

/** What staff read for an outcome such as `failed:45168`. */
function outcomeMeaning(outcome: string): string {
  const [state, detail] = outcome.split(':') as [DeliveryState, string | undefined];
  if (detail === undefined) return STATE_WORDS[state];
  if (state === 'skipped') return SKIP_WORDS[detail as SkipReason];
  const code = Number(detail);
  return code < -1
    ? `${STATE_WORDS[state]}：微信没有回应`
    : `${STATE_WORDS[state]}：${ruleFor(code).meaning}（${code}）`;
}

export function presentCard(kind: TemplateKind, message: Message): CampaignCard {
  const { templateId, longTerm, page, data } = message;
  const fields = Object.entries(data).map(([field, { value }]) => ({
    field,
    value,
    problem: fieldProblem(field, value),
  }));
  return { kind, templateId, longTerm, page, fields };
}

export function presentSummaryOf(campaign: CampaignRecord): CampaignSummary {
  const { _id, type, title, level, noticeId, itemId, status, hold, at } = campaign;
  return {
    id: _id,
    event: type,
    title,
    level,
    noticeId,
    itemId,
    status,
    hold: hold && { reason: hold.reason, code: hold.code, by: hold.by, at: hold.at.toISOString() },
    at: at.toISOString(),
  };
}

/**
 * A campaign with its live numbers or its final report.
 * @param rate sends a second of all workers now; 0 while nobody may send
 */
export function presentDetail(campaign: CampaignRecord, outcomes: Counts, rate: number, now: Date): CampaignDetail {
  const { states, recipients } = sumStates(outcomes);
  const open = states.pending + states.sending;
  const running = campaign.hold === null && open > 0 && rate > 0;
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    ...presentSummaryOf(campaign),
    recipients,
    audienceComplete: !FAN_OUT_STATUSES.includes(campaign.status),
    states,
    outcomes,
    meanings: Object.fromEntries(Object.keys(outcomes).map((outcome) => [outcome, outcomeMeaning(outcome)])),
    card: campaign.message && presentCard(campaign.kind, campaign.message),
    closeReason: campaign.closeReason,
    startedAt: iso(campaign.startedAt),
    firstSentAt: iso(campaign.firstSentAt),
    finishedAt: iso(campaign.finishedAt),
    expectedFinishAt: running ? new Date(now.getTime() + (open / rate) * 1000).toISOString() : null,
  };
}

/** A line of an export: how many residents had one outcome. */
export interface CampaignRow {
  id: string;
  at: string;
  event: string;
  title: string;
  level: string | null;
  status: string;
  outcome: string;
  meaning: string;
  residents: number;
}

/** What an export of campaigns shows. */
export const CAMPAIGN_COLUMNS: { key: keyof CampaignRow; header: string }[] = [
  { key: 'id', header: '推送编号' },
  { key: 'at', header: '时间（UTC）' },
  { key: 'event', header: '事件' },
  { key: 'title', header: '标题' },
  { key: 'level', header: '级别' },
  { key: 'status', header: '状态' },
  { key: 'outcome', header: '结果代码' },
  { key: 'meaning', header: '结果' },
  { key: 'residents', header: '人数' },
];

/** A campaign's outcomes as lines; one that says so when it concerns nobody. */
export function outcomeRows(campaign: CampaignRecord, outcomes: Counts): CampaignRow[] {
  const { id, at, event, title, level, status } = presentSummaryOf(campaign);
  const counted = Object.entries(outcomes).map(([outcome, residents]) => ({
    outcome,
    meaning: outcomeMeaning(outcome),
    residents,
  }));
  const lines = counted.length > 0 ? counted : [{ outcome: '', meaning: '没有接收人', residents: 0 }];
  return lines.map((line) => ({ id, at, event, title, level, status, ...line }));
}
