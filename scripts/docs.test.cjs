'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { LAYERS } = require('./eslint/layers.cjs');
const { inRoot } = require('./lib/paths.cjs');

const read = (file) => fs.readFileSync(inRoot(file), 'utf8');

/** First cells of the table under a heading, without their backticks. */
function firstColumn(markdown, heading) {
  const section = markdown.split(/^#+ /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((row) => row[1]);
}

function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const below = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(below) : [below];
  });
}

test('the table of modules is that of the lint rule, in its order', () => {
  expect(firstColumn(read('docs/architecture.md'), 'Modules of the server')).toEqual(LAYERS.flat());
});

test('every module of the server stands in a layer', () => {
  const modules = fs
    .readdirSync(inRoot('server/src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(modules.sort()).toEqual(LAYERS.flat().sort());
});

const pages = ['README.md', 'CONTRIBUTING.md', 'miniapp/README.md', 'server/src/delivery/README.md']
  .concat(filesBelow(inRoot('docs')).map((file) => path.relative(inRoot(), file)))
  .filter((file) => file.endsWith('.md') && fs.existsSync(inRoot(file)));

test.each(pages)('what %s links to and the source files it names exist', (page) => {
  const text = read(page);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) =>
    path.join(path.dirname(page), match[1]),
  );
  const named = [
    ...text.matchAll(/`((?:server|shared|miniapp|scripts|docs|deploy)\/[\w./-]+\.(?:ts|tsx|cjs|md|json|scss))`/g),
  ];
  const missing = [...links, ...named.map((match) => match[1])].filter((file) => !fs.existsSync(inRoot(file)));
  expect(missing).toEqual([]);
});

test('decisions are numbered once, and each has a date and a status', () => {
  const decisions = fs.readdirSync(inRoot('docs/adr')).sort();
  const numbers = decisions.map((file) => file.slice(0, 3));
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const file of decisions) {
    const [title, , status] = read(`docs/adr/${file}`).split('\n');
    expect(`${file}: ${title}`).toMatch(new RegExp(`# ${file.slice(0, 3)} · `));
    expect(`${file}: ${status}`).toMatch(/: \d{4}-\d{2}-\d{2} · (accepted|superseded by \[)/);
  }
});

test('a setting is explained once: in the README', () => {
  const settings = firstSettings(read('README.md'));
  expect(settings).toContain('PUSH_CONCURRENCY');
  for (const page of pages.filter((file) => file !== 'README.md')) {
    const rows = firstSettings(read(page));
    expect({ page, rows: rows.filter((name) => settings.includes(name)) }).toEqual({ page, rows: [] });
  }
});

/** Names in the first cells of tables that look like environment variables. */
function firstSettings(text) {
  return [...text.matchAll(/^\|([^|]+)\|/gm)].flatMap((row) =>
    [...row[1].matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`/g)].map((match) => match[1]),
  );
}
