import { buildBlocks } from './blocks/buildBlocks';
import { textOfBlocks } from './blocks/textOfBlocks';
import type { DocumentSpan } from './documents/findDocuments';
import { identityOf } from './documents/identityOf';
import { splitBody } from './documents/splitBody';
import { findFacts } from './facts/findFacts';
import { attachmentsOf } from './fields/attachmentsOf';
import { findEffectivePeriod } from './period/effectivePeriod';
import { findHotlines } from './fields/hotlines';
import { kindOf } from './fields/kindOf';
import { regionsOf } from './fields/regionsOf';

import { topicsOf } from './fields/topicsOf';
import { itemsFromDocument } from './items/itemsFromDocument';
import { flowOf } from './lines/flow';
import type { CityProfile } from './profile/types';
import { findRelations } from './relations/findRelations';
import { reviewOf } from './review/reviewOf';
import type { ContentsEntry, ParsedDocument } from './types';

const ORDER_NUMBER = /令(?:〔\d{4}〕|\d{4}年)?第[^第]{1,6}号$/;

/**
 * Reads one document: fields, blocks and key facts, each with the words it rests on. `entry` is its line of the
 * contents list when there is one. Pure.
 */
export function parseDocument(span: DocumentSpan, entry: ContentsEntry | null, profile: CityProfile): ParsedDocument {
  const parts = splitBody(span.body, span.title.issuers, profile);
  const identity = identityOf(span, parts, entry, profile);
  const { docNo, title, issuers } = identity;
  const kind = ORDER_NUMBER.test(docNo ?? '') ? '令' : (kindOf(title) ?? '其他');
  const whole = flowOf(span.body);
  const notice = flowOf(span.body.slice(0, parts.signature?.from ?? span.body.length));
  const writtenOn = parts.signature?.date ?? null;
  const period = findEffectivePeriod({ notice, whole, title, kind, writtenOn });
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
    keyFacts: findFacts({ blocks, kind, period, hotlines }),
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
