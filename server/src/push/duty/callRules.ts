import { levelRank, type Level } from '@shuozhi/shared';

/**
 * For which alerts the persons on duty are called (叫应): 朔政办函〔2023〕65号 – 暴雨 from orange on, 暴雪 and 雷暴大风 at red.
 * They are called by WeChat; who does not answer within three minutes is called by phone; every call is logged.
 */
export const CALL_RULES: readonly { word: string; from: Level }[] = [
  { word: '暴雨', from: 'orange' },
  { word: '暴雪', from: 'red' },
  { word: '雷暴大风', from: 'red' },
];

/** How long a person has to confirm. */
export const ANSWER_WITHIN_MS = 3 * 60 * 1000;

/** Whether an alert with this title and level calls the persons on duty. */
export function callsDuty(title: string, level: Level | null): boolean {
  return CALL_RULES.some(({ word, from }) => title.includes(word) && levelRank(level) >= levelRank(from));
}
