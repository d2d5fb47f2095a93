/** Gazettes (政府公报): files of official documents become notice drafts. */
export { importDocuments, REVIEW_BELOW, type ImportedDocument } from './importDocuments';
export { runImport } from './importCommand';
export { parseGazette } from './parseGazette';
export { DEFAULT_LIMITS, parseInWorker, type ParseLimits } from './parseInWorker';
export { cityProfile, UNKNOWN_CITY, type CityProfile } from './profile';
export { MAX_FILE_BYTES, readSourceFile } from './decode/readSourceFile';
export { toDraft } from './toDraft';
export type { ContentsEntry, ImportWarning, ParsedDocument, ParsedGazette } from './types';
