import { noticeDraft, type NoticeDraft } from '@shuozhi/shared/api';
import { REGION_CODES, type Level, type RegionCode } from '@shuozhi/shared';
import type { ParsedDocument } from './types';

/** Stands where the issuer could not be read; such a draft needs a person before it can go further. */
const UNKNOWN_ISSUER = '（发文机关待核对）';

/** The colour of a warning; one that is lifted has none. */
function levelOf({ alert }: ParsedDocument): Level | null {
  return alert === null || alert.action === 'lift' ? null : alert.level;
}

const isOurRegion = (code: string): code is RegionCode => (REGION_CODES as readonly string[]).includes(code);

/**
 * A parsed document as a notice draft of the API.
 * @throws ZodError when the document cannot be a notice (no body); nothing is stored then
 */
export function toDraft(document: ParsedDocument): NoticeDraft {
  const ours = new Set(
    document.changes.flatMap((change) => (change.ours && change.docNo !== null ? [change.docNo] : [])),
  );
  return noticeDraft.parse({
    docNo: document.docNo,
    title: document.title,
    kind: document.kind,
    issuers: document.issuers.length > 0 ? document.issuers : [UNKNOWN_ISSUER],
    addressees: document.addressees,
    writtenOn: document.writtenOn,
    effectiveFrom: document.effectiveFrom,
    effectiveTo: document.effectiveTo,
    topics: document.topics,
    regions: document.regions.filter(isOurRegion),
    keyFacts: document.keyFacts,
    blocks: document.blocks,
    hotlines: document.hotlines,
    // Another system's document never changes state here, whatever a sentence says of it; it stays a citation.
    repeals: document.repeals.filter((docNo) => ours.has(docNo)),
    repealsOn: document.repealsOn,
    cites: [...document.cites, ...document.repeals.filter((docNo) => !ours.has(docNo))],
    level: levelOf(document),
    attachments: document.attachments,
    publicRelease: document.publicRelease,
  });
}
