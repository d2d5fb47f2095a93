'use strict';
const { writeFileSync } = require('node:fs');
const { generateTypes, openApiDocument, TYPES } = require('../lib/apiClient.cjs');
const { buildServer } = require('../lib/buildServer.cjs');
const { say } = require('../lib/say.cjs');

/** Writes the types of the client anew, by the routes as they are. */
async function client() {
  await buildServer();
  writeFileSync(TYPES, generateTypes(openApiDocument()));
  say(`已写入 ${TYPES}`);
}

module.exports = { client };
