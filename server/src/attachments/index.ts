/** Attachments (附件): files of notices, checked by content, kept once each in the database, shared by all processes. */
export { describeFiles, missingFiles } from './store';
export { attachmentsRoutes } from './routes';
export { serveFile } from './serveFile';
export { removeUnusedFiles } from './sweep';
