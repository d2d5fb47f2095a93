'use strict';
const { scripts } = require('../../package.json');
const { COMMANDS } = require('./dispatch.cjs');

test('every script of package.json that begins at the bootstrap is a command, and the other way round', () => {
  const started = Object.entries(scripts).filter(([, script]) => script.includes('bootstrap.cjs'));
  expect(started).toEqual(
    Object.keys(scripts).flatMap((name) =>
      name in COMMANDS ? [[name, `exec node scripts/bootstrap.cjs ${name}`]] : [],
    ),
  );
  expect(started.map(([name]) => name).sort()).toEqual(Object.keys(COMMANDS).sort());
});
