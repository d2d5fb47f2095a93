import { levelName, regionName, topicName, type Level, type TemplateKind } from '@shuozhi/shared';
import type { MessageTemplate, Templates } from '../../config';
import { EVENT_RULES, labelOf, type PushEventType } from '../eventRules';
import type { Message } from '../model';
import { fieldProblem, fieldType, lengthOf, ruleOf } from './fieldRules';
import { endWord, longDay, longPeriod, momentWord, shortDay, shortPeriod, timeOf } from './periodText';
import { alertSubject, itemSubject, shorten, subjectOf } from './subject';

/** What a message is made from. */
export interface MessageContext {
  type: PushEventType;
  title: string;
  /** What staff wrote for cards; null: made from the title. */
  shortTitle: string | null;
  issuers: readonly string[];
  topics: readonly string[];
  regions: readonly string[];
  level: Level | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  startsAt: string | null;
  endsAt: string | null;
  /** 演练: no real alert. */
  exercise: boolean;
  changeNote: string | null;
  /** When the event happened. */
  at: Date;
  page: string;
}

type FieldSource = MessageTemplate['fields'][string];

/** What the reader should know or do, by event. */
const HINTS: Record<PushEventType, string> = {
  publish: '点开查看全文和办理办法',
  revise: '内容有更新，点开查看',
  withdraw: '这条通知已撤回，不再有效',
  'alert-issued': '请注意防范，点开看怎么做',
  'alert-raised': '预警已升级，点开看怎么做',
  'alert-updated': '预警有更新，点开看怎么做',
  'alert-lowered': '预警已降级，仍请注意防范',
  'alert-lifted': '预警已解除，点开查看',
  'alert-ended': '预警已到期结束，请留意后续通知',
  'reminder-begin': '即将施行，点开看具体要求',
  'reminder-end': '即将到期，点开查看',
  'item-changed': '办理要求有变化，点开查看',
};

/** What an exercise says, whatever the event. */
const EXERCISE_HINT = '这是演练，不是真的预警';

/** Until when an alert holds, for whoever reads it; null where that is not the news or does not fit. */
function untilHint(facts: MessageContext, max: number): string | null {
  const end = facts.level === null || overWord(facts) !== null ? null : endWord(facts, facts.at);
  const hint = `到${end}为止，点开看怎么做`;
  return end === null || lengthOf(hint) > max ? null : hint;
}

function hintOf(facts: MessageContext, max: number): string {
  if (facts.exercise) return shorten(EXERCISE_HINT, max);
  const note = facts.changeNote?.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (note) return shorten(facts.type === 'withdraw' ? `已撤回：${note}` : note, max);
  return untilHint(facts, max) ?? shorten(HINTS[facts.type], max);
}

/** The word for what is over or taken back; null while what the card says holds. */
const overWord = ({ type }: MessageContext): string | null => EVENT_RULES[type].over;

/** The word for a level in a phrase of five characters; what has none says what it is instead. */
function levelWord(facts: MessageContext): string {
  if (facts.exercise) return '仅为演练';
  const over = overWord(facts);
  if (over !== null) return over;
  if (facts.level === null) return '通知';
  if (facts.type === 'alert-raised') return `升为${levelName(facts.level)}`;
  if (facts.type === 'alert-lowered') return `降为${levelName(facts.level)}`;
  return `${levelName(facts.level)}预警`;
}

/** What happened, then what it is about. Under its own template, which says what happened, an item is named in full first. */
function titleOf(facts: MessageContext, kind: TemplateKind, max: number): string {
  const { type, title, shortTitle, level, effectiveFrom, at } = facts;
  const label = labelOf(type, facts.exercise);
  const left = max - lengthOf(label);
  if (type === 'item-changed') {
    return kind === 'item' && lengthOf(title) > left ? itemSubject(title, max) : `${label}${itemSubject(title, left)}`;
  }
  const alert = level !== null || EVENT_RULES[type].kind === 'alert' ? alertSubject(title, level, left) : null;
  // An alert is named by its kind and the level that holds now, whatever words the editor chose for the card.
  if (alert !== null) return `${label}${alert}`;
  if (shortTitle !== null) return `${label}${shorten(shortTitle, left)}`;
  return `${label}${subjectOf(title, type === 'publish' ? shortDay(effectiveFrom, at) : null, left)}`;
}

/** The value of `source` for a field of the given type; the rules of WeChat are checked afterwards. */
function valueOf(source: FieldSource, field: string, kind: TemplateKind, facts: MessageContext): string {
  const max = ruleOf(field)?.max ?? 20;
  const type = fieldType(field);
  const { effectiveFrom: from, effectiveTo: to, at } = facts;
  const instant = (): string =>
    type === 'date' ? longDay(at) : type === 'time' ? timeOf(at) : shorten(timeOf(at), max);
  switch (source) {
    case 'title':
      return titleOf(facts, kind, max);
    case 'issuer':
      return facts.issuers.length > 1 ? shorten(`${facts.issuers[0]}等`, max) : shorten(facts.issuers[0] ?? '', max);
    case 'region':
      return shorten(facts.regions.length === 0 ? regionName('140600') : facts.regions.map(regionName).join('、'), max);
    case 'topic':
      return shorten(facts.topics.map(topicName).join('、'), max);
    case 'level':
      return levelWord(facts);
    case 'publishedAt':
      return instant();
    case 'period':
      if (overWord(facts) !== null && type === 'thing') return shorten(`${momentWord(at)} ${overWord(facts)}`, max);
      if ((from === null && to === null) || overWord(facts) !== null) return instant();
      return type === 'date' || type === 'time'
        ? longPeriod(facts, type, at)
        : shorten(shortPeriod(facts, at, max), max);
    case 'hint':
      return hintOf(facts, max);
  }
}

/** A problem with one field of a message. */
export interface FieldProblem {
  field: string;
  value: string;
  message: string;
}

/**
 * The message exactly as WeChat will show it, built to the rules of each field's type.
 * @returns the kind whose consents are spent, the message, and every problem; with a problem it must not be sent
 */
export function buildMessage(
  wanted: TemplateKind,
  facts: MessageContext,
  templates: Templates,
): { kind: TemplateKind; message: Message; problems: FieldProblem[] } {
  // An installation may have fewer templates than kinds; the notice's always exists.
  const kind = templates[wanted] ? wanted : 'notice';
  const template = templates[kind];
  if (!template) throw new Error('no template of kind notice');
  const data: Message['data'] = {};
  const problems: FieldProblem[] = [];
  for (const [field, source] of Object.entries(template.fields)) {
    const value = valueOf(source, field, kind, facts);
    data[field] = { value };
    const message = fieldProblem(field, value);
    if (message !== null) problems.push({ field, value, message });
  }
  return { kind, message: { templateId: template.id, longTerm: template.longTerm, page: facts.page, data }, problems };
}
