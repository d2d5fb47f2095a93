import { noticeDraft, type NoticeDraft, type ValidityChange } from '@shuozhi/shared/api';
import { dayOfMoment, lastDayBefore, REGION_CODES, type CivilDate, type Level, type RegionCode } from '@shuozhi/shared';
import type { Change } from './relations/changes';
import type { ParsedDocument } from './types';

/** Stands where the issuer could not be read; such a draft needs a person before it can go further. */
const UNKNOWN_ISSUER = '（发文机关待核对）';

/** The colour of a warning; one that is lifted has none. */
function levelOf({ alert }: ParsedDocument): Level | null {
  return alert === null || alert.action === 'lift' ? null : alert.level;
}

const isOurRegion = (code: string): code is RegionCode => (REGION_CODES as readonly string[]).includes(code);

const LONGEST_PART = 200;
const LONGEST_TITLE = 300;
const LONGEST_QUOTE = 600;

/** What is said of another document, for a person to decide on. */
function validityChange({ effect, scope, parts, docNo, title, on, until, sentence }: Change): ValidityChange {
  return {
    effect,
    scope,
    parts: parts.map((part) => part.slice(0, LONGEST_PART)),
    docNo,
    title: title === null ? null : title.slice(0, LONGEST_TITLE),
    on,
    until,
    quote: sentence.slice(0, LONGEST_QUOTE),
    confirmed: null,
  };
}

/** From 24:00 of a day is from the next day on; the text's own day stays in its sentence. */
function firstDay({ startsAt, effectiveFrom }: ParsedDocument): CivilDate | null {
  return startsAt === null ? effectiveFrom : dayOfMoment(startsAt);
}

/** The hour at which it ends, where it belongs to the last day and comes after the beginning. */
function endOf({ startsAt, endsAt, effectiveTo }: ParsedDocument): string | null {
  if (endsAt === null || lastDayBefore(endsAt) !== effectiveTo) return null;
  return startsAt === null || startsAt < endsAt ? endsAt : null;
}

/**
 * A parsed document as a notice draft of the API.
 * @throws ZodError when the document cannot be a notice (no body); nothing is stored then
 */
export function toDraft(document: ParsedDocument): NoticeDraft {
  const ours = document.changes.filter((change) => change.ours);
  const numbers = new Set(ours.map((change) => change.docNo));
  return noticeDraft.parse({
    docNo: document.docNo,
    title: document.title,
    kind: document.kind,
    issuers: document.issuers.length > 0 ? document.issuers : [UNKNOWN_ISSUER],
    addressees: document.addressees,
    writtenOn: document.writtenOn,
    effectiveFrom: firstDay(document),
    effectiveTo: document.effectiveTo,
    startsAt: document.startsAt,
    endsAt: endOf(document),
    validityBasis: document.validityBasis,
    topics: document.topics,
    regions: document.regions.filter(isOurRegion),
    keyFacts: document.keyFacts,
    blocks: document.blocks,
    hotlines: document.hotlines,
    // Another system's document never changes state here, whatever a sentence says of it; it stays a citation.
    repeals: document.repeals.filter((docNo) => numbers.has(docNo)),
    repealsOn: document.repealsOn,
    validityChanges: ours.map(validityChange),
    cites: [...document.cites, ...document.repeals.filter((docNo) => !numbers.has(docNo))],
    level: levelOf(document),
    attachments: document.attachments,
    publicRelease: document.publicRelease,
  });
}
