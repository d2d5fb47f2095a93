'use strict';
const { execFileSync } = require('node:child_process');
const { inRoot } = require('./paths.cjs');

/** The generated types of the client: kept in git, so that a change of the API is seen in review. */
const TYPES = inRoot('server', 'client', 'src', 'schema.d.ts');

const run = (args, options) =>
  execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });

/** The OpenAPI document, as text, of the server as it was built last. */
const openApiDocument = () => run([inRoot('server', 'dist', 'openApiCommand.entry.js')]);

/**
 * TypeScript types of an OpenAPI document.
 * What has a default may be left out of a request; answers always have it, and say so.
 */
const generateTypes = (document) =>
  run([inRoot('node_modules', 'openapi-typescript', 'bin', 'cli.js'), '--default-non-nullable=false'], {
    input: document,
    stdio: ['pipe', 'pipe', 'inherit'],
  });

module.exports = { generateTypes, openApiDocument, TYPES };
