import type { CivilDate, Level } from '@shuozhi/shared';
import { civilDate, numberOf } from '../fields/civilDates';

/** A warning (预警信号, GB/T 34283-2017) as its text states it. */
export interface Alert {
  /** 暴雨, 大风 … */
  phenomenon: string;
  level: Level;
  action: 'issue' | 'continue' | 'change' | 'lift';
  issuer: string | null;
  /** Day and moment of issue; null when the text leaves out the year or the month. */
  on: CivilDate | null;
  at: string | null;
  /** The words that say it. */
  words: string;
  offset: number;
}

const COLOURS: Readonly<Record<string, Level>> = { 蓝: 'blue', 黄: 'yellow', 橙: 'orange', 红: 'red' };
const ISSUER =
  '(?<issuer>[\\u4e00-\\u9fa5]{2,16}?(?:气象台|气象局|气象服务中心|预警信息发布中心|应急管理局|自然资源局|水利局|水文局|指挥部(?:办公室)?|生态环境局))';
const WHEN =
  '(?:于|在)?(?:(?:(?<year>(?:19|20)\\d{2})年)?(?<month>\\d{1,2})月)?(?<day>\\d{1,2})日(?:(?:上午|下午|凌晨|晚上?)?(?<hour>\\d{1,2})(?:时|点|[:：](?<clock>\\d{2}))(?:(?<minute>\\d{1,2})分)?)?';
const ACTION =
  '(?:将[^，。]{0,24})?(?<action>继续发布|重新发布|更新发布|变更发布|升级发布|发布|变更(?:为)?|更新(?:为)?|升级(?:为)?|提升(?:为)?|降级(?:为)?|降低(?:为)?|调整(?:为)?|解除|撤销|取消)(?:了)?';
const WHAT = '(?<what>[\\u4e00-\\u9fa5]{1,12}?)??(?:\\[|【|“)?(?<colour>[蓝黄橙红])色(?:\\]|】|”)?预警(?:信号)?';
const ALERT = new RegExp(`(?:${ISSUER})?[，,]?(?:${WHEN})?[，,]?${ACTION}${WHAT}`);
const PHENOMENON = /[\u4e00-\u9fa5]{1,10}?(?=[蓝黄橙红]色预警)/;

/** Reads the first warning of a text without white space; null when it issues, changes or lifts none. */
export function readAlert(text: string): Alert | null {
  const match = ALERT.exec(text);
  if (match === null) return null;
  const groups = match.groups ?? {};
  const level = COLOURS[groups['colour'] ?? ''];
  if (level === undefined || (groups['issuer'] === undefined && groups['day'] === undefined)) return null;
  const { on, at } = momentOf(groups);
  const word = groups['action'] ?? '';
  return {
    phenomenon: groups['what'] ?? PHENOMENON.exec(match[0])?.[0].replace(/^.*将/, '') ?? '',
    level,
    action: actionOf(word),
    issuer: groups['issuer'] ?? null,
    on,
    at,
    words: match[0],
    offset: match.index,
  };
}

function actionOf(word: string): Alert['action'] {
  if (/解除|撤销|取消/.test(word)) return 'lift';
  if (/继续|重新|更新发布/.test(word)) return 'continue';
  return word === '发布' ? 'issue' : 'change';
}

function momentOf(groups: Record<string, string | undefined>): { on: CivilDate | null; at: string | null } {
  if (groups['year'] === undefined || groups['month'] === undefined) return { on: null, at: null };
  const on = civilDate(numberOf(groups['year']), numberOf(groups['month']), numberOf(groups['day'] ?? ''));
  const hour = Number(groups['hour'] ?? NaN);
  if (on === null || !(hour >= 0 && hour < 24)) return { on, at: null };
  const minute = (groups['minute'] ?? groups['clock'] ?? '0').padStart(2, '0');
  return { on, at: `${on}T${String(hour).padStart(2, '0')}:${minute}:00+08:00` };
}

const VERBS: Readonly<Record<Alert['action'], string>> = {
  issue: '发布',
  continue: '继续发布',
  change: '变更',
  lift: '解除',
};
const LETTERS: Readonly<Record<Level, string>> = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' };

/** A working title from the words of a warning that prints none. */
export function alertTitle({ issuer, action, phenomenon, level }: Alert): string {
  return `${issuer ?? ''}${VERBS[action]}${phenomenon}${LETTERS[level]}色预警信号`;
}
