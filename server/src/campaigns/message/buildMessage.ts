import { levelName, regionName, topicName, type Level, type TemplateKind } from '@shuozhi/shared';
import type { MessageTemplate, Templates } from '../../config';
import type { PushEventType } from '../eventRules';
import type { Message } from '../model';
import { fieldProblem, fieldType, ruleOf } from './fieldRules';
import { longDay, longPeriod, shortDay, shortPeriod, timeOf } from './periodText';
import { itemSubject, shorten, subjectOf } from './subject';

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
  'reminder-begin': '即将施行，点开看具体要求',
  'reminder-end': '即将到期，点开查看',
  'item-changed': '办理要求有变化，点开查看',
};

function hintOf(facts: MessageContext, max: number): string {
  const note = facts.changeNote?.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return note ? shorten(note, max) : shorten(HINTS[facts.type], max);
}

/** The word for a level in a phrase of five characters; an event without a level says what it does instead. */
function levelWord(facts: MessageContext): string {
  if (facts.type === 'alert-lifted') return '预警解除';
  return facts.level === null ? '通知' : `${levelName(facts.level)}预警`;
}

/** The value of `source` for a field of the given type; the rules of WeChat are checked afterwards. */
function valueOf(source: FieldSource, field: string, facts: MessageContext): string {
  const max = ruleOf(field)?.max ?? 20;
  const type = fieldType(field);
  const { effectiveFrom: from, effectiveTo: to, at } = facts;
  const instant = (): string =>
    type === 'date' ? longDay(at) : type === 'time' ? timeOf(at) : shorten(timeOf(at), max);
  switch (source) {
    case 'title':
      if (facts.type === 'item-changed') return itemSubject(facts.title, max);
      if (facts.shortTitle !== null) return shorten(facts.shortTitle, max);
      return subjectOf(facts.title, facts.type === 'publish' ? shortDay(from, at) : null, max);
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
      if (from === null && to === null) return instant();
      return type === 'date' || type === 'time'
        ? longPeriod(from, to, type, at)
        : shorten(shortPeriod(from, to, at), max);
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
    const value = valueOf(source, field, facts);
    data[field] = { value };
    const message = fieldProblem(field, value);
    if (message !== null) problems.push({ field, value, message });
  }
  return { kind, message: { templateId: template.id, longTerm: template.longTerm, page: facts.page, data }, problems };
}
