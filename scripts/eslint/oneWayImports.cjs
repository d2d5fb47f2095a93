'use strict';
const path = require('node:path');
const { root } = require('../lib/paths.cjs');
const { objection } = require('./layers.cjs');

/** True when a declaration brings or passes on nothing but types. */
const isTypeOnly = (node) => node.importKind === 'type' || node.exportKind === 'type';

/** ESLint rule: modules are entered by their index, and imports point one way. */
module.exports = {
  meta: { type: 'problem', schema: [], messages: { oneWay: '{{reason}}' } },
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const look = (node, typeOnly) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const reason = objection(file, source, typeOnly);
      if (reason) context.report({ node: node.source, messageId: 'oneWay', data: { reason } });
    };
    return {
      ImportDeclaration: (node) => look(node, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => look(node, isTypeOnly(node)),
      ExportAllDeclaration: (node) => look(node, isTypeOnly(node)),
      ImportExpression: (node) => look(node, false),
      TSImportType: (node) => look(node, true),
    };
  },
};
