import type { CivilDate } from '@shuozhi/shared';
import type { Alert } from '../alerts/readAlert';
import type { TableDoubt } from '../blocks/tableBlock';
import type { DocumentSpan } from '../documents/findDocuments';
import type { Identity } from '../documents/identityOf';
import type { BodyParts } from '../documents/splitBody';
import type { EffectivePeriod } from '../period/effectivePeriod';
import type { FoundRegions } from '../fields/regionsOf';
import type { FoundTopics } from '../fields/topicsOf';
import type { Flow } from '../lines/flow';
import type { Relations } from '../relations/findRelations';
import type { Attachment, ImportWarning } from '../types';
import { suspiciousPlaces } from './suspiciousPlaces';
import { textOrder } from './textOrder';

export interface ReviewInput {
  writtenOn: CivilDate | null;
  alert: Alert | null;
  span: DocumentSpan;
  parts: BodyParts;
  identity: Identity;
  period: EffectivePeriod;
  relations: Relations;
  topics: FoundTopics;
  regions: FoundRegions;
  attachments: readonly Attachment[];
  whole: Flow;
  title: string;
  doubts: readonly TableDoubt[];
}

export interface Review {
  confidence: number;
  fields: Record<string, number>;
  warnings: ImportWarning[];
}

/** Fields that decide whether a document may be published unread. Topics and regions can be set right later. */
export const DECISIVE = ['docNo', 'title', 'issuers', 'writtenOn', 'effective', 'repeals', 'body'];
const TRIAL = /（(?:试行|暂行)）|试行|暂行/;

/** Confidence of each field and of the document, and all warnings, each naming its place. */
export function reviewOf(input: ReviewInput): Review {
  const { span, parts, identity, period, relations, topics, regions, attachments, title } = input;
  const places = suspiciousPlaces(span.body);
  const order = [...textOrder(span.body), ...input.doubts.map(columnsWarning)];
  const warnings = [...identity.warnings, ...fieldWarnings(input), ...relations.warnings, ...order, ...places];
  const dangerous = places.some((warning) => /预警条件|不存在的日期/.test(warning.message));
  const fields: Record<string, number> = {
    ...identity.confidence,
    writtenOn: dateConfidence(parts, input),
    effective: periodConfidence(period),
    repeals: relations.confidence,
    topics: topics.confidence,
    regions: regions.confidence,
    attachments: attachments.every((attachment) => attachment.available) ? 1 : 0.8,
    body: dangerous ? 0.6 : order.length > 0 ? 0.7 : Math.max(0.76, 1 - places.length * 0.03),
  };
  const publishable =
    identity.docNo === null && TITLED.test(title) ? DECISIVE.filter((field) => field !== 'docNo') : DECISIVE;
  return { confidence: Math.min(...publishable.map((field) => fields[field] ?? 1)), fields, warnings };
}

/** Public announcements are often printed without a number; that alone is no reason to stop them. */
const TITLED = /(?:通告|公告|令|公示)$/;

function periodConfidence({ evidence, termWithoutStart, doubts }: EffectivePeriod): number {
  if (doubts.length > 0) return 0.7;
  if (evidence.length > 0) return Math.min(...evidence.map((each) => each.confidence));
  return termWithoutStart ? 0.6 : 0.9;
}

function dateConfidence({ signature }: BodyParts, { writtenOn, alert }: ReviewInput): number {
  if (writtenOn === null) return 0.5;
  if (signature?.date == null) return alert === null ? 0.8 : 0.9;
  if (signature.unclear !== null) return 0.7;
  return signature.signed ? 1 : 0.85;
}

function columnsWarning({ line, message }: TableDoubt): ImportWarning {
  return { code: 'order_of_columns', message, field: 'blocks', line };
}

function fieldWarnings({
  writtenOn,
  span,
  parts,
  period,
  topics,
  attachments,
  title,
  whole,
}: ReviewInput): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  const warn = (code: ImportWarning['code'], message: string, field: string, line: number = span.from): void => {
    warnings.push({ code, message, field, line });
  };
  if (writtenOn === null) warn('no_date', '没有找到成文日期', 'writtenOn');
  else if (parts.signature?.unclear != null)
    warn('suspicious_character', `成文日期印为“${parts.signature.unclear}”，读作“${writtenOn}”，请核对`, 'writtenOn');
  if (period.termWithoutStart) warn('date_conflict', '写了有效期，但没有写从哪天起算，不推算截止日期', 'effectiveTo');
  for (const { message, line } of period.doubts) {
    warn('date_conflict', message, 'effectiveFrom', line);
    warn('date_conflict', message, 'effectiveTo', line);
  }
  if (period.from !== null && period.to !== null && period.from > period.to)
    warn('date_conflict', '截止日期早于施行日期，请核对', 'effectiveTo');
  if (TRIAL.test(title) && period.to === null) {
    warn(
      'term_not_stated',
      '标题为试行或暂行，但原文没有写有效期；按规定一般不超过两年，请向起草部门核实',
      'effectiveTo',
    );
  }
  if (topics.confidence < 0.7) warn('topic_uncertain', '主题把握不大，请核对', 'topics');
  for (const attachment of attachments.filter((each) => !each.available)) {
    warn('attachment_absent', `本文件中没有附件“${attachment.title}”`, 'attachments');
  }
  if (whole.text.length < 40) warn('missing_end', '正文很短，可能不完整', 'blocks');
  return warnings;
}
