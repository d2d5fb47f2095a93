import { levelName, levelRank, type Level, type TemplateKind } from '@shuozhi/shared';
import type { NoticeEventType } from '../notices';
import type { CampaignRecord } from './model';
import type { CloseReason } from './states';

/** What happened that residents are told: a notice's event, or the change of an item. */
export type PushEventType = NoticeEventType | 'item-changed';

interface EventRule {
  kind: TemplateKind;
  /** `subscribers`: whom it concerns; `previous-recipients`: those of the chain's earlier campaigns. Each resident once. */
  audience: readonly ('previous-recipients' | 'subscribers')[];
  /** What becomes of earlier messages that still wait: the newest word counts. */
  earlier: Extract<CloseReason, 'superseded' | 'withdrawn'> | 'keep';
  /** Which earlier messages those are: of the whole chain, or of the same notice or item. */
  reach: 'chain' | 'same';
  /** Lower goes first; red and orange alerts go before everything, see `priorityOf`. */
  priority: number;
  /** What happened, before the title: on the card and in the inbox. */
  label: string;
  /** What is over or taken back has no colour any more: the word that stands in its place, in five characters. */
  over: string | null;
}

const BOTH = ['previous-recipients', 'subscribers'] as const;
const PREVIOUS = ['previous-recipients'] as const;
const SUBSCRIBERS = ['subscribers'] as const;

/** A step of an alert's life: what waits of the chain gives way to it. */
const ALERT = {
  kind: 'alert',
  audience: BOTH,
  earlier: 'superseded',
  reach: 'chain',
  priority: 3,
  over: null,
} as const;
const REMINDER = {
  kind: 'reminder',
  audience: SUBSCRIBERS,
  earlier: 'keep',
  reach: 'same',
  priority: 6,
  over: null,
} as const;

export const EVENT_RULES: Record<PushEventType, EventRule> = {
  publish: {
    kind: 'notice',
    audience: SUBSCRIBERS,
    earlier: 'keep',
    reach: 'same',
    priority: 5,
    label: '',
    over: null,
  },
  revise: {
    kind: 'notice',
    audience: BOTH,
    earlier: 'superseded',
    reach: 'same',
    priority: 5,
    label: '内容更新：',
    over: null,
  },
  withdraw: {
    kind: 'notice',
    audience: PREVIOUS,
    earlier: 'withdrawn',
    reach: 'same',
    priority: 4,
    label: '已撤回：',
    over: '已经撤回',
  },
  'alert-issued': { ...ALERT, audience: SUBSCRIBERS, earlier: 'keep', label: '预警发布：' },
  'alert-raised': { ...ALERT, priority: 2, label: '预警升级：' },
  'alert-updated': { ...ALERT, label: '预警更新：' },
  'alert-lowered': { ...ALERT, label: '预警降级：' },
  'alert-lifted': { ...ALERT, audience: PREVIOUS, label: '预警解除：', over: '预警解除' },
  'alert-ended': { ...ALERT, audience: PREVIOUS, label: '预警结束：', over: '预警结束' },
  'reminder-begin': { ...REMINDER, label: '施行提醒：' },
  'reminder-end': { ...REMINDER, label: '到期提醒：' },
  'item-changed': {
    kind: 'item',
    audience: SUBSCRIBERS,
    earlier: 'superseded',
    reach: 'same',
    priority: 6,
    label: '事项变更：',
    over: null,
  },
};

const isReminder = (type: PushEventType): boolean => type === 'reminder-begin' || type === 'reminder-end';

/** Whose consents an event uses: what is said of an alert goes to those who allowed alerts, also its correction. */
export const kindOf = (type: PushEventType, level: Level | null): TemplateKind =>
  level === null || isReminder(type) ? EVENT_RULES[type].kind : 'alert';

/** Whether only those are told who were told before: a lift or a withdrawal is no news to anybody else. */
export const isForPreviousRecipientsOnly = (type: PushEventType): boolean =>
  !EVENT_RULES[type].audience.includes('subscribers');

/** From this level on an alert passes quiet hours. */
const URGENT_RANK = levelRank('orange');

/**
 * Whether the event passes quiet hours: what is said of an orange or red alert does; never a reminder, nor that its time is
 * over.
 */
export const isUrgent = (type: PushEventType, level: Level | null): boolean =>
  !isReminder(type) && type !== 'alert-ended' && levelRank(level) >= URGENT_RANK;

/** Place in the queue: red 0, orange 1, then by the table. */
export function priorityOf(type: PushEventType, level: Level | null): number {
  if (isUrgent(type, level)) return level === 'red' ? 0 : 1;
  return EVENT_RULES[type].priority;
}

/** What happened, before the title; of an exercise (演练) it says that first. */
export const labelOf = (type: PushEventType, exercise: boolean): string =>
  `${exercise ? '演练' : ''}${EVENT_RULES[type].label}`;

/** How the inbox names the event. */
export function inboxTitle({
  type,
  level,
  title,
  exercise,
}: Pick<CampaignRecord, 'type' | 'level' | 'title' | 'exercise'>) {
  const colour = level === null || exercise || EVENT_RULES[type].over !== null ? '' : levelName(level);
  return `${colour}${labelOf(type, exercise)}${title}`;
}
