import { dayOfMoment, lastDayBefore, levelName, levelRank } from '@shuozhi/shared';
import {
  GUIDANCE_PARTS,
  noticeDraft,
  type AlertInput,
  type AlertTemplate,
  type NoticeDraft,
} from '@shuozhi/shared/api';
import { AppError } from '../errors';
import { publishEventType, type NoticeForPush } from '../notices';

/** How the title says what is done, by the event it will be. */
const VERBS: Readonly<Record<string, string>> = {
  'alert-issued': '发布',
  'alert-raised': '升级为',
  'alert-lowered': '降级为',
  'alert-updated': '继续发布',
  'alert-lifted': '解除',
};

/** A key fact is a line or two: a longer part stands in the text only. */
const LONGEST_FACT = 300;

/** What residents should do at a level: the sentences from that level on, in the order of the parts. */
function guidanceFor({ guidance }: AlertTemplate, rank: number): { part: string; texts: string[] }[] {
  return GUIDANCE_PARTS.map((part) => ({
    part,
    texts: guidance.filter((one) => one.part === part && levelRank(one.from) <= rank).map(({ text }) => text),
  })).filter(({ texts }) => texts.length > 0);
}

/**
 * The draft of an alert: the words of the organ that issues it, then what residents should do. Pure.
 * @param followed the notice it raises, lowers, goes on with or lifts; null for a new alert
 * @throws AppError `invalid_input` for a level that this kind of alert is not issued in
 */
export function draftAlert(input: AlertInput, template: AlertTemplate, followed: NoticeForPush | null): NoticeDraft {
  const { level, issuer, text, regions, startsAt, endsAt, follows, exercise } = input;
  if (level !== null && !template.levels.includes(level)) {
    const message = `${template.name}预警没有${levelName(level)}这一级`;
    throw new AppError('invalid_input', { detail: message, errors: [{ path: 'level', message }] });
  }
  const verb = VERBS[publishEventType(level, followed === null ? undefined : followed.level)] ?? '发布';
  const colour = level ?? followed?.level ?? null;
  const title = `${exercise ? '【演练】' : ''}${issuer}${verb}${template.name}${colour === null ? '' : levelName(colour)}预警`;
  const parts = level === null ? [] : guidanceFor(template, levelRank(level));
  const blocks: NoticeDraft['blocks'] = [
    ...(exercise ? [{ type: 'note' as const, text: '这是演练，不是真的预警，不用采取任何行动。' }] : []),
    { type: 'paragraph', text },
    ...parts.flatMap(({ part, texts }): NoticeDraft['blocks'] => [
      { type: 'heading', level: 2, text: part },
      { type: 'list', ordered: false, items: texts },
    ]),
  ];
  const keyFacts = parts
    .filter(({ texts }) => texts.join('').length <= LONGEST_FACT)
    .map(({ part, texts }) => ({
      kind: 'required' as const,
      label: part,
      value: texts.join(''),
      source: { quote: texts.join('\n'), block: blocks.findIndex((one) => one.type === 'list' && one.items === texts) },
      confidence: 1,
    }));
  return noticeDraft.parse({
    docNo: null,
    title,
    kind: '预警信号',
    issuers: [issuer],
    writtenOn: dayOfMoment(startsAt),
    effectiveFrom: dayOfMoment(startsAt),
    effectiveTo: level === null || endsAt === null ? null : lastDayBefore(endsAt),
    startsAt,
    endsAt: level === null ? null : endsAt,
    topics: ['alert'],
    regions,
    level,
    keyFacts,
    blocks,
    exercise,
    follows,
  });
}
