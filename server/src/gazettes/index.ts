/** Gazettes (政府公报): files of official documents become notice drafts. */
export { importDocuments, needsReview, REVIEW_BELOW, type ImportedDocument } from './importDocuments';
export { runImport } from './importCommand';
export { gazettesRoutes } from './routes';
export { parseGazette } from './parseGazette';
export { DEFAULT_LIMITS, parseFile } from './parseFile';
export { cityProfile, UNKNOWN_CITY, type CityProfile } from './profile';
export { MAX_FILE_BYTES, readSourceFile } from './decode/readSourceFile';
export { itemsFromDocument, type CatalogueItem } from './items/itemsFromDocument';
export { toDraft } from './toDraft';
export type { ContentsEntry, ImportWarning, ParsedDocument, ParsedGazette } from './types';
