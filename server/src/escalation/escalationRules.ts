import { levelRank, type Level } from '@shuozhi/shared';
import type { CampaignRecord } from '../campaigns';
import type { EscalationStep } from './model';

/**
 * For which alerts the persons on duty are called (叫应): 朔政办函〔2023〕65号 – 暴雨 from orange on, 暴雪 and 雷暴大风 at red.
 * They are called by WeChat; who does not answer within three minutes is called by phone; every call is logged.
 */
const ESCALATION_RULES: readonly { word: string; from: Level }[] = [
  { word: '暴雨', from: 'orange' },
  { word: '暴雪', from: 'red' },
  { word: '雷暴大风', from: 'red' },
];

/** How long a person has to confirm. */
export const ANSWER_WITHIN_MS = 3 * 60 * 1000;

/** Right after the weather's name these make it the cause of another kind of alert, e.g. 暴雨诱发山洪灾害预警. */
const AS_A_CAUSE = '(?![^、和及与，]{0,4}(?:诱发|引发|引起|导致|造成|影响|内涝|洪|次生))';

/** Whether an alert with this title and level calls the persons on duty. In doubt it does. */
export function requiresEscalation(title: string, level: Level | null): boolean {
  return ESCALATION_RULES.some(
    ({ word, from }) => levelRank(level) >= levelRank(from) && new RegExp(word + AS_A_CAUSE).test(title),
  );
}

/** Whether a campaign calls the persons on duty: an alert of these kinds, issued or raised; never an exercise. */
export function needsEscalation({
  type,
  title,
  level,
  exercise,
}: Pick<CampaignRecord, 'type' | 'title' | 'level' | 'exercise'>): boolean {
  return !exercise && (type === 'alert-issued' || type === 'alert-raised') && requiresEscalation(title, level);
}

/** Until when the person of a step has time to confirm. */
export const answerBy = ({ at }: Pick<EscalationStep, 'at'>): Date => new Date(at.getTime() + ANSWER_WITHIN_MS);
