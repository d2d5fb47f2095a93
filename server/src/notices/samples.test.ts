import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Block, noticeDraft } from '@shuozhi/shared/api';
import * as z from 'zod';

const repository = path.resolve(__dirname, '../../..');
const samples = z
  .array(noticeDraft)
  .parse(JSON.parse(readFileSync(path.join(repository, 'server/data/sample-notices.json'), 'utf8')));

/** The pieces of text a reader sees in a block, in reading order. */
function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'list':
      return block.items;
    case 'table':
      return [block.caption ?? '', ...block.header, ...block.rows.flat()];
    case 'signature':
      return block.issuers;
    case 'annex':
      return [block.title];
    default:
      return [block.text];
  }
}

/** 成文, 施行 and last day as the documents state them; null where they state nothing. */
const DATES: Record<string, [writtenOn: string, effectiveFrom: string | null, effectiveTo: string | null]> = {
  '朔政发〔2020〕12号': ['2020-03-26', '2020-03-26', '2020-06-25'],
  '朔政发〔2020〕5号': ['2020-01-15', null, null],
  '朔政发〔2020〕4号': ['2020-01-27', '2020-01-27', null],
  '朔政发〔2020〕8号': ['2020-02-05', null, null],
  '朔政发〔2019〕38号': ['2019-08-30', '2018-10-01', null],
  '朔政办发〔2022〕11号': ['2022-04-20', null, null],
  '朔政办发〔2022〕8号': ['2022-03-30', '2022-03-30', null],
  '朔政办发〔2022〕21号': ['2022-07-28', null, null],
  '朔政办发〔2022〕19号': ['2022-06-28', null, null],
  '朔政办发〔2022〕18号': ['2022-06-27', null, null],
  '朔政办发〔2022〕24号': ['2022-07-22', null, null],
  '朔政办发〔2020〕9号': ['2020-03-20', null, null],
};

test('there is one sample for each document, with the dates that document states', () => {
  const dates = samples.map((notice) => [notice.docNo, [notice.writtenOn, notice.effectiveFrom, notice.effectiveTo]]);
  expect(dates).toHaveLength(12);
  expect(Object.fromEntries(dates)).toEqual(DATES);
});

test('only numbers that a document offers to residents are hotlines', () => {
  const withHotlines = samples.filter((notice) => notice.hotlines.length > 0);
  expect(Object.fromEntries(withHotlines.map((notice) => [notice.docNo, notice.hotlines]))).toEqual({
    '朔政发〔2020〕12号': ['12119'],
    '朔政发〔2020〕5号': ['110'],
    '朔政办发〔2022〕8号': ['12345', '110'],
  });
});

describe.each(samples.map((notice) => [notice.docNo, notice] as const))('%s', (docNo, notice) => {
  test('every key fact rests on words that stand in the block it names', () => {
    expect(notice.keyFacts.length).toBeGreaterThan(0);
    for (const { source } of notice.keyFacts) {
      const block = notice.blocks[source.block];
      expect(block && textsOf(block).filter((text) => text.includes(source.quote))).not.toEqual([]);
      expect(block).toBeDefined();
    }
  });

  test('ends by naming its document and saying that the gazette counts', () => {
    const last = notice.blocks.at(-1);
    expect(last?.type).toBe('note');
    expect(textsOf(last!).join()).toContain(docNo);
    expect(textsOf(last!).join()).toContain('以公报原文为准');
  });

  test('is long enough to help and short enough to read', () => {
    const length = notice.blocks.flatMap(textsOf).join('').length;
    expect(length).toBeGreaterThanOrEqual(400);
    expect(length).toBeLessThanOrEqual(1500);
    expect(notice.summary).toBeTruthy();
  });

  test('every table row has a cell for each column', () => {
    for (const block of notice.blocks) {
      if (block.type !== 'table') continue;
      for (const row of block.rows) expect(row).toHaveLength(block.header.length);
    }
  });
});

const gazettes = path.join(repository, '../shared/gazettes');
(existsSync(gazettes) ? test : test.skip)('no sentence of a gazette is copied', () => {
  const run = 18;
  const squeeze = (text: string) => text.replace(/[\s\p{P}\p{S}]/gu, '');
  const printed = readdirSync(gazettes).map((file) => squeeze(readFileSync(path.join(gazettes, file), 'utf8')));
  const copied: string[] = [];
  for (const notice of samples) {
    const facts = notice.keyFacts.flatMap(({ label, value, source }) => [label, value, source.quote]);
    const texts = [notice.summary ?? '', notice.addressees ?? '', ...facts, ...notice.blocks.flatMap(textsOf)];
    for (const text of texts.map(squeeze)) {
      for (let start = 0; start + run <= text.length; start += 1) {
        const piece = text.slice(start, start + run);
        if (printed.some((gazette) => gazette.includes(piece))) copied.push(`${notice.docNo}: ${piece}`);
      }
    }
  }
  expect(copied).toEqual([]);
});
