import { noticeDraft, type NoticeDraft } from '@shuozhi/shared/api';
import { REGION_CODES, type RegionCode } from '@shuozhi/shared';
import type { ParsedDocument } from './types';

/** Stands where the issuer could not be read; such a draft needs a person before it can go further. */
export const UNKNOWN_ISSUER = '（发文机关待核对）';

const isOurRegion = (code: string): code is RegionCode => (REGION_CODES as readonly string[]).includes(code);

/**
 * A parsed document as a notice draft of the API.
 * @throws ZodError when the document cannot be a notice (no body); nothing is stored then
 */
export function toDraft(document: ParsedDocument): NoticeDraft {
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
    repeals: document.repeals,
    repealsOn: document.repealsOn,
    cites: document.cites,
    attachments: document.attachments,
    publicRelease: document.publicRelease,
  });
}
