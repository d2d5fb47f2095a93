/** Gazettes (政府公报): files of official documents become notice drafts. */
export { importDocuments, needsReview } from './importDocuments';
export { gazettesRoutes } from './routes';
export { tendImports } from './uploads/uploads';
export { parseGazette } from './parseGazette';
export { cityProfile } from './profile';
export type { ParsedDocument, ParsedGazette } from './types';
