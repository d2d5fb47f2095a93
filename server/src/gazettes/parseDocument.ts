import type { CivilDate } from '@shuozhi/shared';
import { readAlert, type Alert } from './alerts/readAlert';
import { buildBlocks } from './blocks/buildBlocks';
import { textOfBlocks } from './blocks/textOfBlocks';
import type { DocumentSpan } from './documents/findDocuments';
import { identityOf } from './documents/identityOf';
import { splitBody } from './documents/splitBody';
import { findFacts } from './facts/findFacts';
import { attachmentsOf } from './fields/attachmentsOf';
import { civilDate, FULL_DATE, numberOf, parseFullDate } from './fields/civilDates';
import type { ClassifiedLine } from './lines/classifyLines';
import type { PageMetadata } from './lines/webPage';
import { stripWhitespace } from './lines/stripWhitespace';
import { findEffectivePeriod, type EffectivePeriod } from './period/effectivePeriod';
import { findHotlines } from './fields/hotlines';
import { kindInWords, kindOf } from './fields/kindOf';
import { regionsOf } from './fields/regionsOf';

import { topicsOf } from './fields/topicsOf';
import { itemsFromDocument } from './items/itemsFromDocument';
import { flowOf } from './lines/flow';
import type { CityProfile } from './profile/types';
import { findRelations } from './relations/findRelations';
import { reviewOf } from './review/reviewOf';
import type { ContentsEntry, ParsedDocument } from './types';

/** A number of a series of orders or announcements says the kind, whatever the text it puts in force is called. */
const SERIES = /(令|公告|通告)(?:〔\d{4}〕|\d{4}年)?第[^第]{1,6}号$|\d+号(令)$/;

/**
 * Reads one document: fields, blocks and key facts, each with the words it rests on. `entry` is its line of the
 * contents list when there is one. Pure.
 */
export function parseDocument(
  span: DocumentSpan,
  entry: ContentsEntry | null,
  profile: CityProfile,
  metadata: PageMetadata | null = null,
): ParsedDocument {
  const parts = splitBody(span.body, span.title.issuers, profile);
  const identity = identityOf(span, parts, entry, profile, metadata);
  const { docNo, title, issuers } = identity;
  const whole = flowOf(span.body);
  const series = SERIES.exec(docNo ?? '');
  const printedKind = series?.[1] ?? series?.[2] ?? kindOf(title);
  const kind = printedKind ?? kindInWords(whole.text) ?? '其他';
  const alert = kind === '预警信号' ? readAlert(whole.text) : null;
  const notice = flowOf(span.body.slice(0, parts.signature?.from ?? span.body.length));
  const writtenOn = parts.signature?.date ?? alert?.on ?? dayOfPassing(span.body) ?? dateOfPage(metadata);
  const period = periodOf(findEffectivePeriod({ notice, whole, title, kind, writtenOn }), alert);
  const relations = findRelations(
    { lines: span.body, flow: whole, docNo, title, writtenOn, effectiveFrom: period.from },
    profile,
  );
  const hotlines = findHotlines(whole);
  const topics = topicsOf(title, whole, issuers);
  const regions = regionsOf(title, issuers, whole, profile);
  const { blocks, doubts } = buildBlocks(span.body, parts);
  const attachments = attachmentsOf(span.body.filter((line) => line.text !== ''));
  const review = reviewOf({
    writtenOn,
    alert,
    span,
    parts,
    identity,
    period,
    relations,
    topics,
    regions,
    attachments,
    whole,
    title,
    doubts,
  });
  const document: ParsedDocument = {
    docNo,
    title,
    kind,
    alert,
    issuers,
    addressees: parts.addressees,
    writtenOn,
    effectiveFrom: period.from,
    effectiveTo: period.to,
    startsAt: period.startsAt,
    endsAt: period.endsAt,
    validityBasis: period.basis,
    hotlines: hotlines.map((hotline) => hotline.number),
    repeals: relations.repeals,
    repealsOn: relations.repealsOn,
    cites: relations.cites,
    changes: relations.changes,
    topics: topics.topics,
    regions: regions.regions,
    attachments,
    publicRelease: parts.publicRelease ? true : null,
    blocks,
    keyFacts: findFacts({ blocks, kind, period, hotlines, writtenOn }),
    text: textOfBlocks(blocks),
    ...review,
    evidence: {
      effective: period.evidence,
      repeals: relations.evidence,
      hotlines,
      topics: topics.evidence,
      regions: regions.evidence,
    },
    lines: { from: span.from, to: span.to },
  };
  return { ...document, warnings: [...document.warnings, ...itemsFromDocument(document).warnings] };
}

/** `（2023年12月28日某市人大常委会第十五次会议通过）` below the title of a decision of a congress (GB/T 9704-2012, 7.3.5.4 题注). */
const PASSED = new RegExp(`^[（(]?${FULL_DATE}[^。；]{4,60}通过`);

function dayOfPassing(body: readonly ClassifiedLine[]): CivilDate | null {
  for (const line of body.filter((each) => each.text !== '').slice(0, 3)) {
    const [, year = '', month = '', day = ''] = PASSED.exec(line.compact) ?? [];
    if (year !== '') return civilDate(numberOf(year), numberOf(month), numberOf(day));
  }
  return null;
}

/** 成文日期 of a page's metadata block; 发布日期 is another day. */
function dateOfPage(metadata: PageMetadata | null): CivilDate | null {
  return metadata?.writtenOn == null ? null : parseFullDate(stripWhitespace(metadata.writtenOn).slice(0, 11));
}

/** A warning holds from its issue until it is lifted; a lift begins nothing. */
function periodOf(stated: EffectivePeriod, alert: Alert | null): EffectivePeriod {
  if (alert === null || stated.from !== null || alert.on === null) return stated;
  const evidence = [{ quote: alert.words, line: 1, confidence: 0.9 }];
  if (alert.action === 'lift') return { ...stated, evidence };
  const basis = { kind: 'until_lifted', sentence: alert.words } as const;
  return { ...stated, from: alert.on, startsAt: alert.at, basis, evidence };
}
