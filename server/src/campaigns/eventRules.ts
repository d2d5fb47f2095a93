import { levelName, levelRank, type Level, type TemplateKind } from '@shuozhi/shared';
import type { NoticeEventType } from '../notices';
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
  /** How the inbox names it before the title. */
  label: string;
}

export const EVENT_RULES: Record<PushEventType, EventRule> = {
  publish: { kind: 'notice', audience: ['subscribers'], earlier: 'keep', reach: 'same', priority: 5, label: '' },
  revise: {
    kind: 'notice',
    audience: ['previous-recipients', 'subscribers'],
    earlier: 'superseded',
    reach: 'same',
    priority: 5,
    label: '内容更新：',
  },
  withdraw: {
    kind: 'notice',
    audience: ['previous-recipients'],
    earlier: 'withdrawn',
    reach: 'same',
    priority: 4,
    label: '已撤回：',
  },
  'alert-issued': {
    kind: 'alert',
    audience: ['subscribers'],
    earlier: 'keep',
    reach: 'chain',
    priority: 3,
    label: '预警：',
  },
  'alert-raised': {
    kind: 'alert',
    audience: ['previous-recipients', 'subscribers'],
    earlier: 'superseded',
    reach: 'chain',
    priority: 2,
    label: '预警升级：',
  },
  'alert-updated': {
    kind: 'alert',
    audience: ['previous-recipients', 'subscribers'],
    earlier: 'superseded',
    reach: 'chain',
    priority: 3,
    label: '预警更新：',
  },
  'alert-lowered': {
    kind: 'alert',
    audience: ['previous-recipients', 'subscribers'],
    earlier: 'superseded',
    reach: 'chain',
    priority: 3,
    label: '预警降级：',
  },
  'alert-lifted': {
    kind: 'alert',
    audience: ['previous-recipients'],
    earlier: 'superseded',
    reach: 'chain',
    priority: 3,
    label: '预警解除：',
  },
  'reminder-begin': {
    kind: 'reminder',
    audience: ['subscribers'],
    earlier: 'keep',
    reach: 'same',
    priority: 6,
    label: '施行提醒：',
  },
  'reminder-end': {
    kind: 'reminder',
    audience: ['subscribers'],
    earlier: 'keep',
    reach: 'same',
    priority: 6,
    label: '到期提醒：',
  },
  'item-changed': {
    kind: 'item',
    audience: ['subscribers'],
    earlier: 'superseded',
    reach: 'same',
    priority: 6,
    label: '事项变更：',
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

/** Whether the event passes quiet hours: what is said of an orange or red alert does, a reminder never. */
export const isUrgent = (type: PushEventType, level: Level | null): boolean =>
  !isReminder(type) && levelRank(level) >= URGENT_RANK;

/** Place in the queue: red 0, orange 1, then by the table. */
export function priorityOf(type: PushEventType, level: Level | null): number {
  if (isUrgent(type, level)) return level === 'red' ? 0 : 1;
  return EVENT_RULES[type].priority;
}

/** How the inbox names the event. */
export function inboxTitle(type: PushEventType, level: Level | null, title: string): string {
  const colour = level === null ? '' : `${levelName(level)}`;
  return `${colour}${EVENT_RULES[type].label}${title}`;
}
