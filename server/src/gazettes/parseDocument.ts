import type { TopicId } from '@shuozhi/shared';
import { buildBlocks } from './blocks/buildBlocks';
import { textOfBlocks } from './blocks/textOfBlocks';
import { agreeOnTitle, quotedNames, type AgreedTitle } from './documents/agreeOnTitle';
import type { DocumentSpan } from './documents/findDocuments';
import { splitBody, type BodyParts } from './documents/splitBody';
import { attachmentsOf } from './fields/attachmentsOf';
import { findEffectivePeriod } from './fields/effectivePeriod';
import { findHotlines } from './fields/hotlines';
import { kindOf } from './fields/kindOf';
import { regionsOf } from './fields/regionsOf';
import { findRelations } from './fields/relations';
import { topicsOf } from './fields/topicsOf';
import { flowOf } from './lines/flow';
import { squeeze } from './lines/squeeze';
import type { CityProfile } from './profile/types';
import type { ContentsEntry, ImportWarning, ParsedDocument } from './types';

/**
 * Reads one document: fields, blocks and key facts, each with the words it rests on. `entry` is its line of the
 * contents list when there is one. Pure.
 */
export function parseDocument(span: DocumentSpan, entry: ContentsEntry | null, profile: CityProfile): ParsedDocument {
  const parts = splitBody(span.body, span.title.issuers, profile);
  const title = agreeOnTitle(span.title.text, entry?.title ?? null, otherWitnesses(span, parts), span.from);
  const kind = kindOf(title.text) ?? '其他';
  const issuers = issuersOf(span, parts, profile);
  const whole = flowOf(span.body);
  const notice = flowOf(span.body.slice(0, parts.signature?.from ?? span.body.length));
  const writtenOn = parts.signature?.date ?? null;
  const period = findEffectivePeriod({ notice, whole, title: title.text, kind, writtenOn });
  const relations = findRelations(whole, span.docNo, title.text, { writtenOn, effectiveFrom: period.from });
  const hotlines = findHotlines(whole);
  const topics = topicsOf(title.text, whole, issuers);
  const regions = regionsOf(title.text, issuers, whole, profile);
  const built = buildBlocks(span.body, parts);
  const body = span.body.filter((line) => line.text !== '');
  const warnings = fieldWarnings(span, parts, title, issuers);
  return {
    docNo: span.docNo,
    title: title.text,
    kind,
    issuers,
    addressees: parts.addressees,
    writtenOn,
    effectiveFrom: period.from,
    effectiveTo: period.to,
    hotlines: hotlines.map((hotline) => hotline.number),
    repeals: relations.repeals,
    repealsOn: relations.repealsOn,
    cites: relations.cites,
    topics: topics.topics as TopicId[],
    regions: regions.regions,
    attachments: attachmentsOf(body),
    publicRelease: parts.publicRelease ? true : null,
    blocks: built.blocks,
    keyFacts: [],
    text: textOfBlocks(built.blocks),
    confidence: 1,
    fields: {},
    evidence: {
      effective: period.evidence,
      repeals: relations.evidence,
      hotlines,
      topics: topics.evidence,
      regions: regions.evidence,
    },
    warnings,
    lines: { from: span.from, to: span.to },
  };
}

/** Names that must agree with the title: what the first words quote, and the heading of the issued text. */
function otherWitnesses(span: DocumentSpan, parts: BodyParts): string[] {
  const heading = span.body
    .slice(parts.issuedFrom, parts.issuedFrom + 8)
    .filter((line) => line.text !== '')
    .slice(0, 2)
    .map((line) => squeeze(line.text));
  const quoted = quotedNames(flowOf(span.body.slice(0, parts.signature?.from ?? 12)).text);
  return [...quoted, heading.join(''), heading[0] ?? ''].filter((name) => name.length >= 6);
}

/** 发文机关: those the title names; the signature completes joint ones and speaks when the title names none. */
function issuersOf(span: DocumentSpan, parts: BodyParts, profile: CityProfile): string[] {
  const signed = parts.signature?.issuers ?? [];
  const named = span.title.issuers;
  if (named.length === 0) return signed.length > 0 ? signed : prefixIssuer(span, profile);
  if (signed.length > named.length && named.every((name) => signed.includes(name))) return signed;
  return [...named];
}

function prefixIssuer(span: DocumentSpan, profile: CityProfile): string[] {
  const prefix = span.docNo?.split('〔')[0] ?? '';
  const issuer = profile.numberPrefixes[prefix];
  return issuer === undefined ? [] : [issuer];
}

function fieldWarnings(
  span: DocumentSpan,
  parts: BodyParts,
  title: AgreedTitle,
  issuers: readonly string[],
): ImportWarning[] {
  const warnings = [...title.warnings];
  const warn = (code: ImportWarning['code'], message: string, field: string): void => {
    warnings.push({ code, message, field, line: span.from });
  };
  if (span.docNo === null) warn('no_number', '没有找到发文字号', 'docNo');
  if (span.damagedNumber) warn('number_damaged', `发文字号印得不清，按“${span.docNo ?? ''}”处理，请核对`, 'docNo');
  if (parts.signature?.date == null) warn('no_date', '没有找到成文日期', 'writtenOn');
  if (issuers.length === 0) warn('no_issuer', '没有认出发文机关', 'issuers');
  return warnings;
}
